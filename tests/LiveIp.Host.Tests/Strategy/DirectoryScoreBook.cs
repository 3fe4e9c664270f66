using System.Globalization;
using LiveIp.Contracts;
using LiveIp.Host.Broadcasts;
using LiveIp.Host.Scoring;
using LiveIp.Scoring.Facts;
using LiveIp.Scoring.Profiles;
using BroadcastFacts = LiveIp.Scoring.Facts.BroadcastFacts;
using BroadcastPart = LiveIp.Scoring.Facts.BroadcastPart;

namespace LiveIp.Host.Tests.Strategy;

/// <summary>
/// Broadcasts as the log has them, with numbers as their titles say: how many times the usual. "?" has no numbers, and what is titled
/// "youtube" was left out by policy.
/// </summary>
internal sealed class DirectoryScoreBook(BroadcastDirectory directory) : IScoreBook
{
    public const long AsOf = 4711;

    public async Task<ScoreSheet> ReadAsync(string profile, CancellationToken cancellationToken)
    {
        if (profile is not ("" or "profiles/default"))
        {
            throw new ProfileNotFoundException(profile);
        }

        var known = await directory.ReadAsync(cancellationToken);
        return new(ShippedProfiles.Default, AsOf, known.All.Select(Known));
    }

    private static KnownBroadcast Known(BroadcastRecord broadcast)
    {
        var facts = Facts(broadcast);
        return new()
        {
            Name = broadcast.Name,
            Title = broadcast.Title,
            Labels = broadcast.Labels,
            IsLive = broadcast.End is null,
            IsEmulated = true,
            Facts = facts,
            Raw = facts,
        };
    }

    private static BroadcastFacts Facts(BroadcastRecord broadcast)
    {
        var start = DateTimeOffset.FromUnixTimeMilliseconds(broadcast.Start);
        var isKnown = double.TryParse(broadcast.Title, CultureInfo.InvariantCulture, out var times);
        var metrics = ShippedProfiles
            .Default.Groups.SelectMany(static g => g.Metrics)
            .ToDictionary(static m => m.Metric, static _ => MetricFact.NoneOffered("not offered by the platform"));
        foreach (var (metric, usual) in (IEnumerable<(string, double)>)[(MetricIds.WatchSeconds, 360_000), (MetricIds.ChatMessages, 400)])
        {
            metrics[metric] = isKnown ? MetricFact.Of(usual * times) : MetricFact.None("gap");
        }

        return new()
        {
            Name = broadcast.Name,
            StartTime = start,
            EndTime = start.AddHours(1),
            Parts =
            [
                new()
                {
                    Channel = "channels/one",
                    Platform = "twitch",
                    LiveMinutes = 60,
                    ViewerMinutes = isKnown ? 6000 * times : null,
                    Metrics = metrics,
                },
            ],
            LeftOut = broadcast.Title == "youtube" ? [new() { Platform = "youtube", Reason = "policy: needs an agreement" }] : [],
        };
    }
}
