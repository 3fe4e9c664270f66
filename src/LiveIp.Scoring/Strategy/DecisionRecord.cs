namespace LiveIp.Scoring.Strategy;

/// <summary>What has to be kept of a draw so that another policy can be judged by it later.</summary>
public sealed record DecisionRecord
{
    /// <summary>What was known when it was drawn.</summary>
    public required DecisionContext Context { get; init; }

    /// <summary>All candidates that were possible, in the order of the request, each with its exact chance.</summary>
    public required IReadOnlyList<CandidateRecord> Candidates { get; init; }

    /// <summary>Index into <see cref="Candidates"/>.</summary>
    public required int Chosen { get; init; }

    /// <summary>Chance of the chosen one before the draw, (0, 1].</summary>
    public required double Propensity { get; init; }

    /// <summary>Whether the draw was one of the uniform share.</summary>
    public required bool Explored { get; init; }

    /// <summary>Who drew.</summary>
    public required PolicyIdentity Policy { get; init; }

    /// <summary>Of the request.</summary>
    public required ulong Seed { get; init; }
}

/// <summary>What a draw was made from.</summary>
public sealed record DecisionContext
{
    /// <summary>Of the request.</summary>
    public DateTimeOffset? PlannedStart { get; init; }

    /// <summary>Broadcasts with a reward.</summary>
    public required int Scored { get; init; }

    /// <summary>Of those, the ones that window and reset left.</summary>
    public required int Used { get; init; }

    /// <summary>Broadcasts whose reward was not known yet.</summary>
    public required int Pending { get; init; }

    /// <summary>Name of the latest broadcast; null when there is none.</summary>
    public string? LatestBroadcast { get; init; }

    /// <summary>Candidates that constraints had removed.</summary>
    public required IReadOnlyList<RemovedCandidate> Removed { get; init; }
}

/// <summary>A candidate as the draw saw it; mean and deviation in units of the reward.</summary>
public sealed record CandidateRecord
{
    /// <summary>Its labels.</summary>
    public required Candidate Candidate { get; init; }

    /// <summary>Expected reward.</summary>
    public required double Mean { get; init; }

    /// <summary>Standard deviation of that expectation, not of a single broadcast.</summary>
    public required double StandardDeviation { get; init; }

    /// <summary>Mean + c × standard deviation, by which it is ranked.</summary>
    public required double Index { get; init; }

    /// <summary>The exact chance of being drawn, [0, 1]; all of a decision sum to 1.</summary>
    public required double Propensity { get; init; }
}

/// <summary>Names a policy so that its draws can be told apart and repeated.</summary>
public sealed record PolicyIdentity
{
    /// <summary>"bayes-ucb".</summary>
    public required string Id { get; init; }

    /// <summary>Goes up when the same parameters would draw otherwise.</summary>
    public required int Version { get; init; }

    /// <summary>All parameters: "c=1 discount=0.98 exploration=0.1 window=off page-hinkley=off …".</summary>
    public required string Parameters { get; init; }
}
