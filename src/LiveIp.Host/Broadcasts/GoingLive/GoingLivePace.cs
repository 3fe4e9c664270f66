namespace LiveIp.Host.Broadcasts.GoingLive;

/// <summary>How often going live looks, and how long it waits; shortened by tests alone.</summary>
internal sealed record GoingLivePace
{
    /// <summary>What was made may be missing from a platform's list for so long.</summary>
    public TimeSpan Settles { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Between two looks at something that is there in a moment.</summary>
    public TimeSpan BetweenLooks { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Between two looks whether the encoder has come: 2 units of YouTube's quota each.</summary>
    public TimeSpan EncoderLooks { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Between two looks at the log's broadcasts, which cost nothing outside.</summary>
    public TimeSpan LogLooks { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>After the first failure; each further one doubles it.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(30);
}
