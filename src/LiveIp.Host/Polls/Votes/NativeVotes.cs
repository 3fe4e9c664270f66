using LiveIp.Host.Events;
using LiveIp.Host.Polls.Stored;
using LiveIp.V1;

namespace LiveIp.Host.Polls.Votes;

/// <summary>Follows the platform's own poll by its events, which are in the log.</summary>
internal sealed class NativeVotes(IEventLog log, PollPartRecord part) : IVoteCount
{
    /// <summary>Polls of the channel that are kept in mind; it has one or two while one of ours is under way.</summary>
    private const int MostPolls = 100;

    private readonly LogCursor _cursor = new(
        log,
        new() { Channels = [part.Channel], Kinds = [LiveEvent.BodyOneofCase.Poll] },
        part.AfterSequence
    );

    /// <summary>By id, as each was told last.</summary>
    private readonly Dictionary<string, Poll> _told = new(StringComparer.Ordinal);

    public PartVotes Read(PollRecord poll, PollPartRecord part)
    {
        ReadOn();
        return part.PlatformPollId.Length > 0 && _told.TryGetValue(part.PlatformPollId, out var told) ? Of(told, poll) : PartVotes.None;
    }

    /// <summary>Polls that were told since ours was asked for and read as ours does, the newest last.</summary>
    public IReadOnlyList<Poll> Like(PollRecord poll)
    {
        ReadOn();
        return [.. _told.Values.Where(p => PollMatch.Is(poll, p.Question, p.Options.Select(static o => o.Label)))];
    }

    private static PartVotes Of(Poll told, PollRecord poll) =>
        new()
        {
            Told = told.State,
            Votes =
                told.Options.Count == poll.Options.Count && told.Options.Any(static o => o.HasVotes)
                    ? [.. told.Options.Select(static o => o.Votes)]
                    : [],
        };

    private void ReadOn()
    {
        foreach (var happened in _cursor.Next().Where(static e => e.Poll.Kind == Poll.Types.Kind.Poll))
        {
            var (id, told) = (happened.Poll.PollId, happened.Poll);
            if (_told.TryGetValue(id, out var before) ? IsNews(told, before) : _told.Count < MostPolls)
            {
                _told[id] = told;
            }
        }
    }

    /// <summary>Platforms keep no order: what is over does not open again, and votes grow.</summary>
    private static bool IsNews(Poll told, Poll before) =>
        before.State is not (Poll.Types.State.Closed or Poll.Types.State.Cancelled)
        && (told.State is Poll.Types.State.Closed or Poll.Types.State.Cancelled || Sum(told) >= Sum(before));

    private static Int128 Sum(Poll poll) => poll.Options.Aggregate(Int128.Zero, static (sum, option) => sum + option.Votes);
}
