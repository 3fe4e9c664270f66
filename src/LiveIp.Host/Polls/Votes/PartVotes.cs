using State = LiveIp.V1.Poll.Types.State;

namespace LiveIp.Host.Polls.Votes;

/// <summary>How a poll stands on one channel.</summary>
internal sealed record PartVotes
{
    public static readonly PartVotes None = new();

    /// <summary>By option; empty while no number was told.</summary>
    public IReadOnlyList<long> Votes { get; init; } = [];

    /// <summary>Votes that could not be counted.</summary>
    public long Uncounted { get; init; }

    /// <summary>As the platform told it last; unspecified for a chat vote.</summary>
    public State Told { get; init; }

    /// <summary>The platform said that it is over.</summary>
    public bool IsOver => Told is State.Closed or State.Cancelled;
}
