using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;

namespace LiveIp.Host.Channels.Connections;

/// <summary><c>liveip.unreadable</c>: what adapters could not read, by platform and reason, whether or not a sample of it was kept.</summary>
internal sealed partial class UnreadableCounter
{
    /// <summary>Series of the metric; later reasons are "other". A platform must not be able to make series without end.</summary>
    private const int MaxReasons = 64;
    private const int MaxReasonLength = 80;

    private readonly ConcurrentDictionary<string, byte> _reasons = new(StringComparer.Ordinal);
    private readonly Counter<long> _counter;

    public UnreadableCounter(IMeterFactory meters) =>
        _counter = meters
            .Create("LiveIp.Host")
            .CreateCounter<long>("liveip.unreadable", "{message}", "Messages of a platform that could not be read");

    /// <summary>The reason without what differs from one message to the next.</summary>
    public static string Kind(string reason) =>
        Numbers().Replace(reason.Length > MaxReasonLength ? reason[..MaxReasonLength] : reason, "#");

    /// <param name="kind">As <see cref="Kind"/> makes it.</param>
    public void Add(string platform, string kind)
    {
        var known = _reasons.ContainsKey(kind) || (_reasons.Count < MaxReasons && _reasons.TryAdd(kind, 0));
        _counter.Add(1, new("platform", platform), new("reason", known ? kind : "other"));
    }

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Numbers();
}
