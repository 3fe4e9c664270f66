using System.Diagnostics;
using LiveIp.Host.Broadcasts;
using LiveIp.Host.Operations.Telemetry;
using LiveIp.Host.Privacy;
using LiveIp.Host.Privacy.Forgetting;
using LiveIp.Host.Privacy.Retention;
using LiveIp.Host.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveIp.Host.Events;

/// <summary>The log in one SQLite file: WAL, one writer with one sync per group, readers that never meet it.</summary>
internal sealed class SqliteEventLog : IEventLog, IAsyncDisposable
{
    private readonly EventLogSettings _settings;
    private readonly LogHashes _hashes;
    private readonly TimeProvider _clock;
    private readonly CommitSignal _signal;
    private readonly LogReader _reader;
    private readonly LogWriter _writer;
    private readonly Task _writing;
    private readonly CancellationTokenSource _abandon = new();
    private int _disposed;

    private SqliteEventLog(LogDatabase database, LogSession session, EventLogSettings settings, TimeProvider clock, ILogger logger)
    {
        _settings = settings;
        _clock = clock;
        Database = database;
        LogId = session.LogId;
        _hashes = new(settings.IdHash(session.HashKey), KeyedHash.Remembered(KeyedHash.WithKey(session.HashKey)));
        foreach (var channel in session.LoadChannels())
        {
            Channels.Add(channel);
        }

        _signal = new(session.LastSequence);
        session.Run(new WriterJob((connection, _) => LoadPrivacy(connection), InTransaction: true));
        session.Run(new WriterJob(static (connection, _) => BroadcastSchema.Ensure(connection), InTransaction: true));
        _reader = new(database, Channels);
        _writer = new(database, session, settings, Channels, _signal, Head, Screen, clock, logger);
        _writing = Task.Run(() => _writer.RunAsync(_abandon.Token));
    }

    public string LogId { get; }

    public long LastSequence => _signal.Last;

    public long OldestSequence => _reader.Oldest() ?? LastSequence + 1;

    public bool HoldsFrom(long sequence) => Head.Holds(sequence) || sequence > LastSequence || sequence >= OldestSequence;

    /// <summary>What is wrong now, as a sentence; null while the log can be written.</summary>
    public string? Failure => _writer.Failure;

    /// <summary>Batches that wait for the writer.</summary>
    public int Waiting => _writer.Waiting;

    /// <summary>Batches that were accepted and lost at the end, because the log could not be written in time.</summary>
    public int Abandoned => _writer.Abandoned;

    /// <summary>Who measures it; nobody by default.</summary>
    public LogMeter? Meter
    {
        set => _writer.Meter = value;
    }

    /// <summary>The channels written so far.</summary>
    public ChannelDirectory Channels { get; } = new();

    /// <summary>The newest events in memory; whoever changes events in the file clears it.</summary>
    public LogHead Head { get; } = new();

    /// <summary>Who is forgotten, asked for every event on its way in.</summary>
    public EventScreenSlot Screen { get; } = new();

    /// <summary>What retention has removed.</summary>
    public RemovedEvents Removed { get; } = new();

    /// <summary>The file, for the readers of the metric series.</summary>
    public LogDatabase Database { get; }

    /// <summary>Opens the file, or makes it, and starts the writer.</summary>
    /// <exception cref="Microsoft.Data.Sqlite.SqliteException">The file cannot be opened or written.</exception>
    /// <exception cref="InvalidDataException">It was written by a newer version.</exception>
    public static SqliteEventLog Open(string path, TimeProvider clock, EventLogSettings? settings = null, ILogger? logger = null)
    {
        settings ??= new();
        var database = new LogDatabase(path, settings.BusyTimeout);
        return new(database, LogSession.Open(database), settings, clock, logger ?? NullLogger.Instance);
    }

    public async ValueTask AppendAsync(LogBatch batch, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(batch.Channel);
        ArgumentException.ThrowIfNullOrEmpty(batch.Platform);
        if (Channels.Find(batch.Channel) is { } known && known.Platform != batch.Platform)
        {
            throw new ArgumentException($"{batch.Channel} is a channel of {known.Platform}, not of {batch.Platform}.", nameof(batch));
        }

        using var span = Signals.Source.StartActivity("log.append", ActivityKind.Producer);
        span?.SetTag(Signals.Platform, batch.Platform).SetTag(Signals.Channel, batch.Channel).SetTag("liveip.events", batch.Events.Count);
        foreach (var piece in PreparedBatch.Split(batch, _clock.GetUtcNow(), _settings.GroupSize, _hashes, Screen.Current))
        {
            await _writer.AcceptAsync(piece, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Maintenance between two groups of events; <paramref name="work"/> gets the newest sequence, and ingest waits for it.</summary>
    /// <exception cref="EventLogException">The log cannot be written, or is closed.</exception>
    public Task MaintainAsync(Action<SqliteConnection, long> work, CancellationToken cancellationToken, bool inTransaction = true) =>
        _writer.RunAsync(new WriterJob(work, inTransaction), cancellationToken);

    /// <summary>As <see cref="MaintainAsync"/>, in one transaction, for tables beside the events: watchers go on reading from memory.</summary>
    /// <exception cref="EventLogException">The log cannot be written, or is closed.</exception>
    public Task WriteBesideAsync(Action<SqliteConnection> work, CancellationToken cancellationToken) =>
        _writer.RunAsync(new WriterJob((connection, _) => work(connection), InTransaction: true, LeavesEvents: true), cancellationToken);

    public Task FlushAsync(CancellationToken cancellationToken) => _writer.FlushAsync(cancellationToken);

    public long RemovedThrough(LogFilter? filter) => Removed.Through(Channels, filter);

    public ChannelMark? GetMark(string channel) => _reader.Mark(channel);

    public IReadOnlyList<StoredEvent> Read(long afterSequence, int limit, LogFilter? filter = null)
    {
        var last = LastSequence;
        return afterSequence >= last
            ? []
            : Head.Read(afterSequence, last, limit, filter) ?? _reader.Read(afterSequence, last, limit, filter);
    }

    public HeldIds? HeldIdsOf(string channel) => new(Database, Channels, channel, _hashes.Id);

    /// <summary>For what the host states again.</summary>
    public LaterRevisions LaterRevisions(TimeProvider clock) => new(Database, Channels, _hashes.Id, clock);

    public Task WaitForMoreAsync(long afterSequence, CancellationToken cancellationToken) =>
        _signal.WaitForMoreAsync(afterSequence, cancellationToken);

    private void LoadPrivacy(SqliteConnection connection)
    {
        PrivacySchema.Ensure(connection);
        Screen.Install(MarkStore.Load(connection));
        Removed.Install(RemovedEvents.Load(connection));
    }

    /// <summary>Accepts nothing more and makes the rest durable; gives up, loudly, when the token is cancelled.</summary>
    public async Task CloseAsync(CancellationToken cancellationToken)
    {
        _writer.Complete();
        await using (cancellationToken.Register(static log => ((SqliteEventLog)log!)._abandon.Cancel(), this))
        {
            await _writing.ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(5), TimeProvider.System);
        await CloseAsync(deadline.Token).ConfigureAwait(false);
        Database.Dispose();
        _abandon.Dispose();
    }
}
