namespace LiveIp.Host.Channels.Acting.Steps;

/// <summary>What comes after a step.</summary>
/// <param name="Again">When to look again; null when nothing is left to do until somebody asks for more.</param>
/// <param name="IsFailure">It is tried again because it failed.</param>
internal sealed record StepEnd(DateTimeOffset? Again, bool IsFailure = false)
{
    public static StepEnd Over { get; } = new((DateTimeOffset?)null);

    /// <summary>At once.</summary>
    public static StepEnd Next { get; } = new(DateTimeOffset.MinValue);

    public static StepEnd In(TimeSpan pause, TimeProvider clock) => new(clock.GetUtcNow() + pause);

    public static StepEnd Failure(TimeSpan pause, TimeProvider clock) => new(clock.GetUtcNow() + pause, IsFailure: true);
}
