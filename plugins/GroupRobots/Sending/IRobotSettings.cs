namespace LiveIp.Plugins.GroupRobots.Sending;

/// <summary>What all robots need.</summary>
internal interface IRobotSettings
{
    /// <summary>As the network shows it; all of it is a secret.</summary>
    Uri? Url { get; }

    /// <summary>What messages are signed with; empty where they are not.</summary>
    string Secret { get; }

    /// <summary>Where messages are posted instead of the address's own server; null for that.</summary>
    Uri? BaseAddress { get; }

    /// <summary>For all of an attempt.</summary>
    TimeSpan Timeout { get; }
}
