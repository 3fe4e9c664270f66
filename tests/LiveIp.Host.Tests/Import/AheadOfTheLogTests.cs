using LiveIp.Host.Broadcasts;
using LiveIp.Host.Channels;
using LiveIp.Host.Channels.State;
using LiveIp.Host.Events;
using LiveIp.Host.Import;
using LiveIp.Host.Import.Formats;
using LiveIp.Host.Tests.Support;

namespace LiveIp.Host.Tests.Import;

public sealed class AheadOfTheLogTests
{
    [Theory]
    [InlineData(10, 30_000, 4000)]
    [InlineData(100_000, 200, 100)]
    public async Task No_more_is_handed_over_than_a_few_batches_whether_of_many_events_or_of_many_bytes(int length, int lines, int most)
    {
        using var directory = new TempDirectory();
        using var state = new StateDatabase(new LiveIpOptions { DataDirectory = directory.Path });
        await using var log = SqliteEventLog.Open(directory.File("log.db"), TimeProvider.System);
        var watched = new WatchedLog(log);
        var text = new string('x', length);
        await File.WriteAllLinesAsync(
            directory.File("chat.tsv"),
            Enumerable.Range(0, lines).Select(i => $"{1_600_000_000 + i}\tann\t{text}"),
            Deadline.Token()
        );
        var order = new ImportOrder
        {
            Path = directory.File("chat.tsv"),
            Format = new TsvFormat(),
            Source = new RecordedSource { Platform = "twitch", ChannelId = "7" },
        };

        var target = new ImportTarget(new ChannelStore(state, TimeProvider.System));
        using var broadcasts = new BroadcastDirectory(log, TimeProvider.System);
        var import = new RecordingImport(watched, target, broadcasts, TimeProvider.System, order);
        await import.RunAsync(static _ => Task.CompletedTask, Deadline.Token());

        // And when it began and ended.
        Assert.Equal(lines + 2, log.LastSequence);
        Assert.InRange(watched.MostAhead, 1, most);
    }

    /// <summary>Counts the events that were handed over and of which the importer has not waited to hear that they are durable.</summary>
    private sealed class WatchedLog(IEventLog log) : IEventLog
    {
        private int _handedOver;
        private int _durable;

        public int MostAhead { get; private set; }

        public string LogId => log.LogId;

        public long LastSequence => log.LastSequence;

        public ValueTask AppendAsync(LogBatch batch, CancellationToken cancellationToken)
        {
            _handedOver += batch.Events.Count;
            MostAhead = Math.Max(MostAhead, _handedOver - Volatile.Read(ref _durable));
            return log.AppendAsync(batch, cancellationToken);
        }

        public async Task FlushAsync(CancellationToken cancellationToken)
        {
            var before = _handedOver;
            await log.FlushAsync(cancellationToken);
            Volatile.Write(ref _durable, before);
        }

        public ChannelMark? GetMark(string channel) => log.GetMark(channel);

        public IReadOnlyList<StoredEvent> Read(long afterSequence, int limit, LogFilter? filter = null) =>
            log.Read(afterSequence, limit, filter);

        public Task WaitForMoreAsync(long afterSequence, CancellationToken cancellationToken) =>
            log.WaitForMoreAsync(afterSequence, cancellationToken);
    }
}
