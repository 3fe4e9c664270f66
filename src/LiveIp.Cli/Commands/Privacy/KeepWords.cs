using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using LiveIp.V1;
using Content = LiveIp.V1.RetentionRule.Types.ContentClass;

namespace LiveIp.Cli.Commands.Privacy;

/// <summary>Rules of retention as they are typed: "youtube.personal=30d", "youtube.statistics=30d+verified", "twitch.events=forever".</summary>
internal static class KeepWords
{
    private const string Forever = "forever";
    private const string Verified = "+verified";

    public static readonly IReadOnlyDictionary<string, Content> Classes = new Dictionary<string, Content>(StringComparer.Ordinal)
    {
        ["personal"] = Content.Personal,
        ["events"] = Content.Events,
        ["statistics"] = Content.Statistics,
        ["aggregates"] = Content.Aggregates,
    };

    /// <summary>Null when it is no rule.</summary>
    public static RetentionRule? Parse(string typed)
    {
        if (
            typed.Split('=', 2) is not [var key, var value]
            || key.Split('.', 2) is not [{ Length: > 0 } platform, var content]
            || !Classes.TryGetValue(content, out var found)
        )
        {
            return null;
        }

        var verified = value.EndsWith(Verified, StringComparison.Ordinal);
        var time = verified ? value[..^Verified.Length] : value;
        var rule = new RetentionRule
        {
            Platform = platform,
            ContentClass = found,
            WhileVerified = verified,
        };
        if (time == Forever)
        {
            return rule;
        }

        if (
            time.Length < 2
            || !int.TryParse(time.AsSpan(0, time.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        )
        {
            return null;
        }

        rule.Keep = time[^1] switch
        {
            'd' => Duration.FromTimeSpan(TimeSpan.FromDays(number)),
            'h' => Duration.FromTimeSpan(TimeSpan.FromHours(number)),
            _ => null,
        };
        return rule.Keep is null ? null : rule;
    }

    public static string Write(Duration? keep, bool verified = false) =>
        keep is null
            ? Forever
            : (keep.Seconds % 86_400 == 0 ? $"{keep.Seconds / 86_400}d" : $"{keep.Seconds / 3600}h") + (verified ? Verified : "");

    public static string Write(Content content) => Classes.First(c => c.Value == content).Key;
}
