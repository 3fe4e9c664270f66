using System.Diagnostics;

namespace LiveIp.Host.Operations.Telemetry;

/// <summary>
/// The names under which this host measures and traces itself. Attributes hold ids of channels, platforms and distributors, states and
/// counts; never a person, a text, a URL or a secret, and never an object of a plugin, which would keep its load context alive.
/// </summary>
internal static class Signals
{
    /// <summary>Of the meter and of the activity source.</summary>
    public const string Name = "LiveIp.Host";

    public const string Platform = "liveip.platform";
    public const string Channel = "liveip.channel";
    public const string Outcome = "liveip.outcome";

    public static ActivitySource Source { get; } = new(Name);

    /// <summary>A span of its own that does not become the parent of what the same code does next.</summary>
    public static Activity? StartApart(string name, ActivityKind kind = ActivityKind.Internal)
    {
        var current = Activity.Current;
        var span = Source.StartActivity(name, kind, parentContext: default);
        Activity.Current = current;
        return span;
    }
}
