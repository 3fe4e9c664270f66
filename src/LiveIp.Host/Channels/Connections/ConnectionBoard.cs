using System.Collections.Concurrent;
using LiveIp.Host.Chat.Lines;
using LiveIp.V1;

namespace LiveIp.Host.Channels.Connections;

/// <summary>The status of every channel, and a signal for those who watch. Keeps the newest state only, whoever is slow.</summary>
internal sealed class ConnectionBoard(TimeProvider clock, UnreadableCounter? unreadable = null, OwnLines? own = null)
{
    private readonly ConcurrentDictionary<string, ConnectionStatus> _statuses = new(StringComparer.Ordinal);
    private volatile TaskCompletionSource _changed = NewSignal();

    /// <summary>Completes at the next change. Take it before reading, so that no change falls between.</summary>
    public Task Changed => _changed.Task;

    public ConnectionStatus Of(ChannelRecord channel) =>
        _statuses.GetOrAdd(
            channel.Name,
            static (_, a) => new ConnectionStatus(a.channel, a.board._clock, a.board.Signal, a.board._unreadable, a.board._own),
            (channel, board: this)
        );

    public Connection? Find(string channel) => _statuses.TryGetValue(channel, out var status) ? status.Snapshot() : null;

    public IReadOnlyList<Connection> All() =>
        [.. _statuses.Values.Select(static s => s.Snapshot()).OrderBy(static c => c.Channel, StringComparer.Ordinal)];

    public void Remove(string channel)
    {
        if (_statuses.TryRemove(channel, out _))
        {
            Signal();
        }
    }

    private readonly TimeProvider _clock = clock;
    private readonly UnreadableCounter? _unreadable = unreadable;
    private readonly OwnLines? _own = own;

    private void Signal() => Interlocked.Exchange(ref _changed, NewSignal()).TrySetResult();

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
