namespace LiveIp.Host.Demo;

/// <summary>How the plugins are set: what they read, how often, and how long they bear silence.</summary>
internal enum DemoPace
{
    /// <summary>For a show in real time.</summary>
    Live,

    /// <summary>For shows in which the clock runs fast: a second is a long silence by it, and must not pass for a stall.</summary>
    Past,
}
