using LiveIp.Host.Polls.Stored;

namespace LiveIp.Host.Polls.Votes;

/// <summary>Counts one part's votes from the log; it holds nothing that the log does not. For one thread at a time.</summary>
internal interface IVoteCount
{
    /// <summary>Reads on to the newest event.</summary>
    PartVotes Read(PollRecord poll, PollPartRecord part);
}
