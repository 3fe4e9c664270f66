namespace LiveIp.Scoring.Strategy;

/// <summary>What to stream next, and why. A suggestion is all it is: nothing is published, planned or made private by it.</summary>
public sealed record Suggestion
{
    /// <summary>The answer in a sentence, English.</summary>
    public required string Summary { get; init; }

    /// <summary>The same in Chinese.</summary>
    public required string SummaryZh { get; init; }

    /// <summary>How much it rests on.</summary>
    public required HistoryState History { get; init; }

    /// <summary>All possible candidates, best first.</summary>
    public required IReadOnlyList<RankedOption> Options { get; init; }

    /// <summary>What constraints removed, and why.</summary>
    public required IReadOnlyList<RemovedCandidate> Removed { get; init; }

    /// <summary>The draw, to be kept; null when the constraints leave nothing.</summary>
    public required DecisionRecord? Decision { get; init; }
}

/// <summary>What the model was fitted to.</summary>
public sealed record HistoryState
{
    /// <summary>Broadcasts with a reward.</summary>
    public required int Scored { get; init; }

    /// <summary>Broadcasts whose reward is not known yet.</summary>
    public required int Pending { get; init; }

    /// <summary>Scored broadcasts that window and reset left.</summary>
    public required int Used { get; init; }

    /// <summary>Used broadcasts below which no expected score is stated.</summary>
    public required int Needed { get; init; }

    /// <summary>Name of the first broadcast after a change that the Page-Hinkley test found; null when it found none or is off.</summary>
    public required string? ResetAt { get; init; }

    /// <summary>Which ways to forget are on, beside the discount: "window=off page-hinkley=off".</summary>
    public required string Adaptation { get; init; }

    /// <summary>Whether expected scores are stated.</summary>
    public bool Enough => Used >= Needed;
}

/// <summary>A candidate with what is expected of it; scores have mean 50 and spread 10 on the creator's own broadcasts.</summary>
public sealed record RankedOption
{
    /// <summary>1 is the first.</summary>
    public required int Rank { get; init; }

    /// <summary>What would be streamed.</summary>
    public required Candidate Candidate { get; init; }

    /// <summary>What broadcasts like it score on average; null when there is not enough history.</summary>
    public required double? ExpectedScore { get; init; }

    /// <summary>Where that average lies with 90 %; null when there is not enough history.</summary>
    public required ScoreInterval? Interval { get; init; }

    /// <summary>Where the next single broadcast lies with 90 %, noise included; null when there is not enough history.</summary>
    public required ScoreInterval? NextBroadcast { get; init; }

    /// <summary>Used broadcasts with exactly these labels.</summary>
    public required int Broadcasts { get; init; }

    /// <summary>What each label adds, by the order of the factors' names; empty when there is not enough history.</summary>
    public required IReadOnlyList<LabelEffect> Effects { get; init; }

    /// <summary>Its exact chance in the draw.</summary>
    public required double Propensity { get; init; }

    /// <summary>Why it stands where it stands, English.</summary>
    public required string Reason { get; init; }

    /// <summary>The same in Chinese.</summary>
    public required string ReasonZh { get; init; }

    /// <summary>What would change the first place; null when no plausible broadcasts would, or it was not looked for.</summary>
    public required RankingChange? Change { get; init; }

    /// <summary>The same in a sentence, English, also when nothing plausible would; empty when it was not looked for.</summary>
    public required string ChangeText { get; init; }

    /// <summary>The same in Chinese.</summary>
    public required string ChangeTextZh { get; init; }
}

/// <summary>The part of an expected score that one label makes.</summary>
public sealed record LabelEffect
{
    /// <summary>"topic".</summary>
    public required string Factor { get; init; }

    /// <summary>"retro".</summary>
    public required string Value { get; init; }

    /// <summary>Score points, shrunk by how little is known; 0 when nothing is.</summary>
    public required double Points { get; init; }

    /// <summary>Used broadcasts with this label.</summary>
    public required int Broadcasts { get; init; }
}

/// <summary>A range of scores.</summary>
public sealed record ScoreInterval
{
    /// <summary>Lower end.</summary>
    public required double Low { get; init; }

    /// <summary>Upper end.</summary>
    public required double High { get; init; }
}

/// <summary>The fewest broadcasts, within what is plausible of them, after which another option is first. Found by fitting again.</summary>
public sealed record RankingChange
{
    /// <summary>How many more broadcasts of this option.</summary>
    public required int Broadcasts { get; init; }

    /// <summary>The score each would have to reach, or for the first option not exceed; a whole number of points.</summary>
    public required double Score { get; init; }

    /// <summary>What would be first then.</summary>
    public required Candidate First { get; init; }
}
