namespace LiveIp.Host.Channels.Placement;

/// <summary>Where supervisors run. In this process by default; a cluster would put each into a grain of its own.</summary>
internal interface IConnectionPlacement
{
    /// <summary>Names of the channels that have a supervisor.</summary>
    IReadOnlyCollection<string> Running { get; }

    /// <summary>Starts a supervisor, unless there is one.</summary>
    void Start(ChannelRecord channel);

    /// <summary>Stops it and waits until it has ended; does nothing when there is none.</summary>
    Task StopAsync(string channel);

    /// <summary>Stops the channel's supervisor, if it has one, and lets none begin until the answer is disposed.</summary>
    Task<IDisposable> HoldAsync(string channel);

    /// <summary>Starts the connection anew with the secrets, settings and plugins of now. False when none runs.</summary>
    bool Restart(string channel);

    /// <summary>As <see cref="Restart"/>, for all connections of a platform.</summary>
    void RestartPlatform(string platform);

    /// <summary>Starts anew those connections whose plugin is no longer the one they run on, or that wait for one.</summary>
    void FollowPlugins();
}
