namespace LiveIp.Contracts;

/// <summary>An adapter whose platform lets viewers stake points on what will happen. What they stake comes as poll events.</summary>
public interface IPredictions
{
    /// <summary>What a prediction may be.</summary>
    PredictionLimits PredictionLimits { get; }

    /// <summary>Begins one, once. Trying again is the caller's.</summary>
    /// <exception cref="AdapterException">It was not begun, or <see cref="FailureKind.OutcomeUnknown"/>.</exception>
    Task<PlatformPrediction> CreatePredictionAsync(PredictionDraft draft, IChannelContext context, CancellationToken cancellationToken);

    /// <summary>Locks, resolves or cancels one, once.</summary>
    /// <exception cref="AdapterException">It is as it was, or <see cref="FailureKind.OutcomeUnknown"/>.</exception>
    Task<PlatformPrediction> ChangePredictionAsync(PredictionChange change, IChannelContext context, CancellationToken cancellationToken);

    /// <summary>The newest predictions of the channel, newest first.</summary>
    /// <exception cref="AdapterException">They could not be looked for.</exception>
    Task<IReadOnlyList<PlatformPrediction>> ListPredictionsAsync(IChannelContext context, CancellationToken cancellationToken);
}

/// <summary>What a prediction may be on a platform. Lengths are in Unicode code points.</summary>
public sealed record PredictionLimits
{
    /// <summary>Of the question.</summary>
    public required int MaxTitle { get; init; }

    /// <summary>Of one outcome.</summary>
    public required int MaxOutcome { get; init; }

    /// <summary>The fewest.</summary>
    public required int MinOutcomes { get; init; }

    /// <summary>The most.</summary>
    public required int MaxOutcomes { get; init; }

    /// <summary>How long it can be staked on, at least.</summary>
    public required TimeSpan MinWindow { get; init; }

    /// <summary>And at most.</summary>
    public required TimeSpan MaxWindow { get; init; }
}

/// <summary>What to ask.</summary>
public sealed record PredictionDraft
{
    /// <summary>The question, within the limits.</summary>
    public required string Title { get; init; }

    /// <summary>What may happen, within the limits, each once.</summary>
    public required IReadOnlyList<string> Outcomes { get; init; }

    /// <summary>How long it can be staked on, in whole seconds.</summary>
    public required TimeSpan Window { get; init; }
}

/// <summary>What is to become of a prediction.</summary>
public sealed record PredictionChange
{
    /// <summary>The platform's id of it.</summary>
    public required string Id { get; init; }

    /// <summary>Locked, Resolved or Cancelled.</summary>
    public required PredictionState To { get; init; }

    /// <summary>The platform's id of the outcome that came true; null unless it is to be resolved.</summary>
    public string? WinningOutcome { get; init; }
}

/// <summary>Where a prediction stands.</summary>
public enum PredictionState
{
    /// <summary>The platform's word for it is not known.</summary>
    Unknown,

    /// <summary>Viewers stake.</summary>
    Active,

    /// <summary>Nobody can stake any more, and it is not decided.</summary>
    Locked,

    /// <summary>It is decided, and paid out.</summary>
    Resolved,

    /// <summary>All points went back.</summary>
    Cancelled,
}

/// <summary>A prediction as the platform tells of it.</summary>
public sealed record PlatformPrediction
{
    /// <summary>The platform's id of it, which is also the poll_id of its events.</summary>
    public required string Id { get; init; }

    /// <summary>The question.</summary>
    public required string Title { get; init; }

    /// <summary>In the platform's order.</summary>
    public required IReadOnlyList<PlatformOutcome> Outcomes { get; init; }

    /// <summary>Where it stands.</summary>
    public required PredictionState State { get; init; }

    /// <summary>Id of the outcome that came true; null before.</summary>
    public string? WinningOutcome { get; init; }

    /// <summary>When it was begun; null where the platform does not say.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When it locks by itself; null where the platform does not say.</summary>
    public DateTimeOffset? LocksAt { get; init; }
}

/// <summary>One of the things that may happen.</summary>
public sealed record PlatformOutcome
{
    /// <summary>The platform's id of it.</summary>
    public required string Id { get; init; }

    /// <summary>What it says.</summary>
    public required string Title { get; init; }

    /// <summary>People who staked on it.</summary>
    public long People { get; init; }

    /// <summary>Points that they staked.</summary>
    public long Points { get; init; }
}
