namespace LiveIp.Host.Metrics;

/// <summary>Why a metric has no value. Callers show these sentences to people.</summary>
internal static class MissingReasons
{
    public const string NotOffered = "not offered by the platform";
    public const string NotHeard = "the channel has not been heard yet";
    public const string NoSample = "no sample yet";
    public const string NoViewers = "no viewer-minutes in this stretch";
    public const string NotLoaded = "the platform's plugin is not loaded";
    public const string NotIntegrated =
        "policy: watch time may not be estimated from this platform's viewers; its analytics have not told it";
    public const string NotDerived = "policy: the platform's terms do not let numbers be derived from its data without an agreement";
    public const string NotCombined = "policy: the platform's numbers may not be combined with another's";
    public const string NotComparable = "not comparable across platforms: ask per channel";
}
