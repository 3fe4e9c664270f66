using Google.Protobuf.WellKnownTypes;
using LiveIp.Contracts;
using LiveIp.Host.Events;
using LiveIp.V1;
using Microsoft.Extensions.Logging;

namespace LiveIp.Host.Channels.Connections;

/// <summary>
/// One attempt, as the adapter sees it. After <see cref="CloseAsync"/> nothing of it reaches the log any more, whatever an adapter
/// that does not end goes on doing.
/// </summary>
#pragma warning disable CA1001 // Neither holds a handle or a timer, and an adapter that was given up may still come here.
internal sealed class ConnectionAttempt : IConnection
#pragma warning restore CA1001
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <summary>A platform's clock may be wrong; a time beyond these bounds is none, and would make series of centuries.</summary>
    private static readonly TimeSpan MaxAhead = TimeSpan.FromDays(1);
    private static readonly Timestamp Earliest = new();

    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(5);

    private readonly ChannelRecord _channel;
    private readonly IEventLog _log;
    private readonly ConnectionStatus _status;
    private readonly SilenceWatch _silence;
    private readonly CancellationToken _closed;
    private readonly CancellationTokenSource _closing = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly TaskCompletionSource _online = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile Gap? _gap;
    private long _onlineSince;
    private long _persistedTicks;
    private int _writing;

    public ConnectionAttempt(
        ChannelRecord channel,
        string? checkpoint,
        IEventLog log,
        ConnectionStatus status,
        AttemptIdentity identity,
        TimeProvider clock,
        ILogger logger
    )
    {
        (_channel, _log, _status, Checkpoint, Clock, Logger) = (channel, log, status, checkpoint, clock, logger);
        _closed = _closing.Token;
        _silence = new SilenceWatch(status.Hearing, clock, StartLimit);
        Secrets = identity.Secrets(_closed);
        Tokens = identity.Tokens(_closed);
        Quota = identity.Quota;
    }

    public ChannelIdentity Channel => _channel.Identity;

    public string? Checkpoint { get; }

    public ISecretStore Secrets { get; }

    public IQuota Quota { get; }

    public IAccessTokens Tokens { get; }

    public TimeProvider Clock { get; }

    public ILogger Logger { get; }

    /// <summary>Completes when the connection has been silent for too long.</summary>
    public Task Silent => _silence.Tripped;

    /// <summary>As the adapter declared it; zero before it came online.</summary>
    public TimeSpan MaxSilence { get; private set; }

    public TimeSpan? OnlineFor => _online.Task.IsCompleted ? Clock.GetElapsedTime(Interlocked.Read(ref _onlineSince)) : null;

    public void ReportOnline(Continuity continuity, TimeSpan maxSilence)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(maxSilence, TimeSpan.Zero);
        _closed.ThrowIfCancellationRequested();
        lock (_online)
        {
            if (_online.Task.IsCompleted)
            {
                throw new InvalidOperationException("ReportOnline is called once per attempt.");
            }

            var again = _status.Hearing.WasOnline;
            _gap = _status.Hearing.ComeOnline(continuity, Checkpoint is not null, Clock.GetUtcNow());
            MaxSilence = maxSilence;
            _silence.ComeOnline(maxSilence);
            Interlocked.Exchange(ref _onlineSince, Clock.GetTimestamp());
            _status.Online(maxSilence, again);
            _online.SetResult();
        }
    }

    public void ReportHeard() => _silence.Hear();

    public async ValueTask WriteAsync(IReadOnlyList<LiveEvent> events, string? checkpoint, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(events);
        events = _status.Unreadable.Keep(events);
        Stamp(events);
        _status.Own?.Mark(_channel.Name, events);
        if (!events.Any(static e => e.BodyCase == LiveEvent.BodyOneofCase.Measurement))
        {
            _silence.Hear();
        }

        // Taken now: what comes in while this waits for its turn must not make the mark run ahead of these events.
        var heard = _status.Hearing.LastHeard ?? Clock.GetUtcNow();
        Interlocked.Increment(ref _writing);
        _silence.Hold();
        try
        {
            await InTurnAsync(token => AppendAsync(events, checkpoint, heard, token), cancellationToken);
        }
        finally
        {
            _silence.Release();
            Interlocked.Decrement(ref _writing);
        }
    }

    public Task FlushAsync(CancellationToken cancellationToken) => _log.FlushAsync(cancellationToken);

    /// <summary>Watches for silence and keeps the time last heard durable, until cancelled.</summary>
    public Task AttendAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(_silence.RunAsync(Second, cancellationToken), PersistAsync(cancellationToken));

    /// <summary>Ends what the adapter may do and writes what is still to be said.</summary>
    public async Task CloseAsync()
    {
        await _closing.CancelAsync();
        await _turn.WaitAsync(CancellationToken.None);
        using var budget = new CancellationTokenSource(LastWords, Clock);
        try
        {
            await AppendHeardAsync(budget.Token);
        }
        finally
        {
            if (_gap is { } untold)
            {
                _status.Hearing.Unhear(untold);
            }

            _turn.Release();
        }
    }

    private async Task PersistAsync(CancellationToken cancellationToken)
    {
        await _online.Task.WaitAsync(cancellationToken);
        while (true)
        {
            // Waiting for a turn means that events are on their way in, and they carry the time themselves.
            await InTurnAsync(AppendHeardAsync, cancellationToken);
            await Task.Delay(Second, Clock, cancellationToken);
        }
    }

    private async Task InTurnAsync(Func<CancellationToken, Task> append, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _closed);
        await _turn.WaitAsync(either.Token);
        try
        {
            await append(either.Token);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task AppendAsync(
        IReadOnlyList<LiveEvent> events,
        string? checkpoint,
        DateTimeOffset heard,
        CancellationToken cancellationToken
    )
    {
        await AppendGapAsync(cancellationToken);
        await _log.AppendAsync(
            new LogBatch
            {
                Channel = _channel.Name,
                Platform = _channel.Platform,
                Events = events,
                Checkpoint = checkpoint,
                HeardAt = heard,
                Committed = events.Count > 0 ? _status.Committed : null,
            },
            cancellationToken
        );
        _persistedTicks = heard.UtcTicks;
    }

    private async Task AppendHeardAsync(CancellationToken cancellationToken)
    {
        await AppendGapAsync(cancellationToken);
        // Events that wait for their turn carry the time themselves; a mark before them would say that they are in the log.
        if (
            Volatile.Read(ref _writing) == 0
            && _online.Task.IsCompleted
            && _status.Hearing.LastHeard is { } heard
            && heard.UtcTicks != _persistedTicks
        )
        {
            await AppendAsync([], checkpoint: null, heard, cancellationToken);
        }
    }

    /// <summary>The gap stands in the log before anything that came after it.</summary>
    private async Task AppendGapAsync(CancellationToken cancellationToken)
    {
        if (_gap is not { } gap)
        {
            return;
        }

        var started = gap.StartedAt.ToDateTimeOffset();
        var told = new LiveEvent
        {
            Id = $"gap:{started.ToUnixTimeMilliseconds()}",
            OccurredAt = gap.StartedAt,
            Gap = gap,
        };
        Stamp([told]);
        await _log.AppendAsync(
            new LogBatch
            {
                Channel = _channel.Name,
                Platform = _channel.Platform,
                Events = [told],
                HeardAt = gap.EndedAt.ToDateTimeOffset(),
            },
            cancellationToken
        );
        _gap = null;
    }

    private void Stamp(IReadOnlyList<LiveEvent> events)
    {
        var time = Clock.GetUtcNow();
        var (now, latest) = (time.ToTimestamp(), (time + MaxAhead).ToTimestamp());
        foreach (var e in events)
        {
            // Without an id all of them would look like repeats of the first, and be lost without a word.
            ArgumentException.ThrowIfNullOrEmpty(e.Id, nameof(events));
            e.Sequence = 0;
            e.Channel = _channel.Name;
            e.Platform = _channel.Platform;
            e.ReceivedAt = now;
            if (e.OccurredAt is null || e.OccurredAt > latest || e.OccurredAt < Earliest)
            {
                e.OccurredAt = now;
            }
        }
    }
}
