using LiveIp.Emulators.Truth;

namespace LiveIp.Emulators.YouTube.Polls;

/// <summary>A poll as it is at one moment.</summary>
internal sealed record PollState
{
    public required string Id { get; init; }

    public required string Question { get; init; }

    public required IReadOnlyList<string> Options { get; init; }

    /// <summary>By option; totals.</summary>
    public required IReadOnlyList<int> Votes { get; init; }

    public bool Closed { get; init; }

    /// <summary>The one row of the truth for all of its states.</summary>
    public required TruthRow Row { get; init; }

    public int Sum => Votes.Sum();
}
