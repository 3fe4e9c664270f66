using System.Collections.Concurrent;
using LiveIp.Host.Events;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;

namespace LiveIp.Host.Tests.Channels.Fakes;

/// <summary>A log in memory: keeps batches in order and drops repeated ids, as the real one does.</summary>
internal sealed class MemoryLog : IEventLog
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, ChannelMark> _marks = [];
    private readonly HashSet<(string, string)> _ids = [];
    private readonly List<LiveEvent> _events = [];
    private TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string LogId => "test";

    public ConcurrentQueue<LogBatch> Batches { get; } = new();

    public long LastSequence
    {
        get
        {
            lock (_lock)
            {
                return _events.Count;
            }
        }
    }

    public IReadOnlyList<LiveEvent> Events
    {
        get
        {
            lock (_lock)
            {
                return [.. _events];
            }
        }
    }

    public ValueTask AppendAsync(LogBatch batch, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            var accepted = batch.Events.Where(e => _ids.Add((e.Channel, e.Id))).ToList();
            _events.AddRange(accepted);
            _marks[batch.Channel] = new ChannelMark(batch.Checkpoint ?? _marks.GetValueOrDefault(batch.Channel)?.Checkpoint, batch.HeardAt);
            batch.Committed?.Invoke(accepted.Count, batch.Events.Count - accepted.Count);
            Batches.Enqueue(batch);
            _news.TrySetResult();
            _news = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        return ValueTask.CompletedTask;
    }

    public async Task UntilAsync(Func<MemoryLog, bool> condition)
    {
        while (true)
        {
            Task news;
            lock (_lock)
            {
                news = _news.Task;
            }

            if (condition(this))
            {
                return;
            }

            await news.WaitAsync(Deadline.Limit);
        }
    }

    public Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public ChannelMark? GetMark(string channel)
    {
        lock (_lock)
        {
            return _marks.GetValueOrDefault(channel);
        }
    }

    public IReadOnlyList<StoredEvent> Read(long afterSequence, int limit, LogFilter? filter = null) => [];

    public Task WaitForMoreAsync(long afterSequence, CancellationToken cancellationToken) => Task.CompletedTask;
}
