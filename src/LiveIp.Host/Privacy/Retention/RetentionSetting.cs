namespace LiveIp.Host.Privacy.Retention;

/// <summary>What is kept for how long.</summary>
internal enum ContentClass
{
    Personal = 1,
    Events = 2,
    Statistics = 3,
    Aggregates = 4,
}

/// <summary>How long one class of one platform's content is kept.</summary>
internal sealed record RetentionSetting
{
    /// <summary>From when the host received it; null is for ever.</summary>
    public required TimeSpan? Keep { get; init; }

    /// <summary>Kept for longer as long as the channel's sign-in was confirmed within <see cref="Keep"/>.</summary>
    public bool WhileVerified { get; init; }

    /// <summary>The most that the platform allows; null when it sets no limit.</summary>
    public TimeSpan? AtMost { get; init; }

    /// <summary>Where that comes from.</summary>
    public string Note { get; init; } = "";

    public bool IsDefault { get; init; }
}
