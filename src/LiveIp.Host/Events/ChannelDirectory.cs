using System.Collections.Concurrent;

namespace LiveIp.Host.Events;

/// <summary>The channels that the log holds, by name and by the short number that its rows carry.</summary>
internal sealed class ChannelDirectory
{
    private readonly ConcurrentDictionary<string, LoggedChannel> _byName = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<long, LoggedChannel> _byRef = new();

    public IEnumerable<LoggedChannel> All => _byRef.Values.OrderBy(static c => c.Ref);

    public LoggedChannel? Find(string name) => _byName.GetValueOrDefault(name);

    public LoggedChannel Get(long reference) => _byRef[reference];

    public void Add(LoggedChannel channel)
    {
        _byRef[channel.Ref] = channel;
        _byName[channel.Name] = channel;
    }
}

/// <summary>A channel that was written to the log at least once.</summary>
internal sealed record LoggedChannel(long Ref, string Name, string Platform);
