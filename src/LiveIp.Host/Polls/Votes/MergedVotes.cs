using LiveIp.Host.Metrics;
using LiveIp.Host.Policies;
using LiveIp.Host.Polls.Stored;
using LiveIp.V1;

namespace LiveIp.Host.Polls.Votes;

/// <summary>One count over all channels, where the platforms' terms let their numbers be put together.</summary>
internal sealed class MergedVotes(IPolicyGate gate)
{
    private const string NoNumber = "no votes were told";

    /// <param name="poll">Its options.</param>
    /// <param name="parts">Those that can have votes, with what they have.</param>
    public PollTally Of(PollRecord poll, IReadOnlyList<(PollPartRecord Part, PartVotes Votes)> parts)
    {
        var several = parts.Select(static p => p.Part.Platform).Distinct(StringComparer.Ordinal).Skip(1).Any();
        var merged = new PollTally();
        var sums = new Int128[poll.Options.Count];
        foreach (var (part, votes) in parts)
        {
            var reason = Closed(part, parts.Count, several) ?? (votes.Votes.Count == sums.Length ? null : NoNumber);
            if (reason is not null)
            {
                merged.LeftOut.Add(
                    new PollLeftOut
                    {
                        Channel = part.Channel,
                        Platform = part.Platform,
                        Reason = reason,
                    }
                );
                continue;
            }

            merged.Channels.Add(part.Channel);
            for (var i = 0; i < sums.Length; i++)
            {
                sums[i] += votes.Votes[i];
            }
        }

        if (merged.Channels.Count > 0)
        {
            merged.Votes.AddRange(
                poll.Options.Select((o, i) => new PollVotes { Option = o, Votes = (long)Int128.Clamp(sums[i], 0, long.MaxValue) })
            );
        }

        return merged;
    }

    /// <summary>A poll on one channel is told as that platform tells it; nothing is made of it.</summary>
    private string? Closed(PollPartRecord part, int parts, bool several) =>
        parts == 1 ? null
        : !gate.MayDerive(part.Platform) ? MissingReasons.NotDerived
        : several && !gate.MayCombine(part.Platform) ? MissingReasons.NotCombined
        : null;
}
