using System.Collections.Concurrent;
using LiveIp.Host.Events;
using LiveIp.Host.Polls.Stored;

namespace LiveIp.Host.Polls.Votes;

/// <summary>The counts of the polls that are not over, kept so that the log is read once. For any thread.</summary>
internal sealed class VoteCounts(IEventLog log)
{
    private readonly ConcurrentDictionary<(string Poll, string Channel), IVoteCount> _counts = new();

    /// <summary>How the part stands; of one that is over, as it was stored.</summary>
    public PartVotes Read(PollRecord poll, PollPartRecord part)
    {
        if (part.IsOver)
        {
            return new() { Votes = part.Votes, Uncounted = part.Uncounted };
        }

        var count = Of(poll, part);
        lock (count)
        {
            return count.Read(poll, part);
        }
    }

    /// <summary>Ids of the platform's polls that were told since ours was asked for and read as ours does, the newest last.</summary>
    public IReadOnlyList<string> Like(PollRecord poll, PollPartRecord part)
    {
        var count = (NativeVotes)Of(poll, part);
        lock (count)
        {
            return [.. count.Like(poll).Select(static p => p.PollId)];
        }
    }

    /// <summary>The part is over: its result is stored.</summary>
    public void Forget(string poll, string channel) => _counts.TryRemove((poll, channel), out _);

    /// <summary>Lets go of all others: somebody may have looked at one in the moment in which it was over.</summary>
    public void KeepOnly(IReadOnlySet<(string Poll, string Channel)> unfinished)
    {
        foreach (var key in _counts.Keys.Where(k => !unfinished.Contains(k)))
        {
            _counts.TryRemove(key, out _);
        }
    }

    private IVoteCount Of(PollRecord poll, PollPartRecord part) =>
        _counts.GetOrAdd(
            (poll.Id, part.Channel),
            _ => part.Method == PollMethod.ChatVote ? new ChatVotes(log, poll, part) : new NativeVotes(log, part)
        );
}
