using System.Diagnostics;
using System.Threading.Channels;
using LiveIp.Host.Operations.Telemetry;
using LiveIp.Host.Privacy.Forgetting;
using LiveIp.Host.Storage;
using Microsoft.Extensions.Logging;

namespace LiveIp.Host.Events;

/// <summary>
/// The one writer: takes what waits, up to a group, and commits it in one transaction. When that fails it tells all who wait, keeps
/// the group, and tries it again after a pause for as long as the host runs.
/// </summary>
internal sealed class LogWriter(
    LogDatabase database,
    LogSession session,
    EventLogSettings settings,
    ChannelDirectory channels,
    CommitSignal signal,
    LogHead head,
    EventScreenSlot screen,
    TimeProvider clock,
    ILogger logger
)
{
    private readonly Channel<Work> _queue = Channel.CreateBounded<Work>(
        new BoundedChannelOptions(settings.QueueCapacity) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait }
    );

    private readonly WriterHealth _health = new();
    private LogSession? _session = session;

    /// <summary>What is wrong now, as a sentence; null while the log can be written.</summary>
    public string? Failure => _health.Failure;

    /// <summary>Batches and flushes that wait.</summary>
    public int Waiting => _queue.Reader.Count;

    /// <summary>Batches that were accepted and could not be stored before the end; 0 in every orderly end.</summary>
    public int Abandoned { get; private set; }

    public LogMeter? Meter { get; set; }

    /// <exception cref="EventLogException">The log cannot be written, or is closed.</exception>
    public ValueTask AcceptAsync(PreparedBatch batch, CancellationToken cancellationToken) =>
        EnqueueAsync(new(batch, null, null), cancellationToken);

    /// <inheritdoc cref="AcceptAsync"/>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        var flushed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await EnqueueAsync(new(null, flushed, null), cancellationToken).ConfigureAwait(false);
        var failure = _health.FailureAsync();
        await Task.WhenAny(flushed.Task, failure).WaitAsync(cancellationToken).ConfigureAwait(false);
        if (!flushed.Task.IsCompleted)
        {
            throw new EventLogException(await failure.ConfigureAwait(false));
        }

        await flushed.Task.ConfigureAwait(false);
    }

    /// <summary>Runs the job once everything accepted before it is durable, and waits for it. It is never tried again by itself.</summary>
    /// <exception cref="EventLogException">The log cannot be written, or is closed.</exception>
    public async Task RunAsync(WriterJob job, CancellationToken cancellationToken)
    {
        await EnqueueAsync(new(null, null, job), cancellationToken).ConfigureAwait(false);
        await job.Done.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Nothing is accepted any more; <see cref="RunAsync"/> ends when all that was is durable.</summary>
    public void Complete() => _queue.Writer.TryComplete();

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var group = new List<PreparedBatch>();
        var flushes = new List<TaskCompletionSource>();
        var jobs = new List<WriterJob>();
        try
        {
            while (await _queue.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
            {
                Take(group, flushes, jobs);
                while (!TryCommit(group, out var failure))
                {
                    Fail(flushes, failure);
                    await Task.Delay(settings.RetryPause, clock, cancellationToken).ConfigureAwait(false);
                }

                flushes.ForEach(static f => f.TrySetResult());
                group.Clear();
                flushes.Clear();
                jobs.ForEach(Run);
                jobs.Clear();
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Abandoned = group.Count + _queue.Reader.Count;
            logger.LogCritical("The event log was ended before it could store {Batches} batches that it had accepted", Abandoned);
        }
        finally
        {
            jobs.ForEach(static j => j.Abandon());
            while (_queue.Reader.TryRead(out var left))
            {
                left.Job?.Abandon();
            }

            _session?.Dispose();
            _session = null;
        }
    }

    private async ValueTask EnqueueAsync(Work work, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_health.Failure is { } failure)
            {
                throw new EventLogException(failure);
            }

            if (_queue.Writer.TryWrite(work))
            {
                return;
            }

            // Full: whichever comes first, room or the news that there will be none.
            var room = _queue.Writer.WaitToWriteAsync(cancellationToken).AsTask();
            await Task.WhenAny(room, _health.FailureAsync()).ConfigureAwait(false);
            if (room.IsCompleted && !await room.ConfigureAwait(false))
            {
                throw new EventLogException("The event log is closed.");
            }
        }
    }

    private void Take(List<PreparedBatch> group, List<TaskCompletionSource> flushes, List<WriterJob> jobs)
    {
        var events = 0;
        // A job ends the group: what was accepted after it is written after it.
        while (
            events < settings.GroupSize
            && jobs.Count == 0
            && group.Count + flushes.Count < settings.QueueCapacity
            && _queue.Reader.TryRead(out var work)
        )
        {
            if (work.Job is { } job)
            {
                jobs.Add(job);
            }
            else if (work.Batch is { } batch)
            {
                group.Add(screen.Recheck(batch));
                events += batch.Events.Count;
            }
            else
            {
                flushes.Add(work.Flushed!);
            }
        }
    }

    private bool TryCommit(List<PreparedBatch> group, out Exception failure)
    {
        failure = null!;
        if (group.Count == 0)
        {
            return true;
        }

        var begun = default((long At, Activity? Span));
        try
        {
            begun = Meter?.Begin(group) ?? default;
            _session ??= LogSession.Open(database);
            var commit = _session.Write(group);
            foreach (var channel in commit.Channels)
            {
                channels.Add(channel);
            }

            head.Add(commit.Events);
            signal.Publish(commit.LastSequence);
            Report(group, commit, begun);
        }
        catch (Exception exception)
        {
            failure = exception;
            Meter?.Failed(begun);
            _session?.Dispose();
            _session = null;
            return false;
        }

        if (_health.Recover())
        {
            logger.LogInformation("The event log is written again");
        }

        return true;
    }

    private void Run(WriterJob job)
    {
        try
        {
            _session ??= LogSession.Open(database);
            _session.Run(job);
            if (!job.LeavesEvents)
            {
                // It may have changed or removed what the head holds.
                head.Clear();
            }

            job.Complete();
        }
        catch (Exception failure)
        {
            _session?.Dispose();
            _session = null;
            job.Fail(failure);
        }
    }

    private void Report(List<PreparedBatch> group, LogSession.Commit commit, (long At, Activity? Span) begun)
    {
        try
        {
            Meter?.Committed(group, commit.Counts, begun);
        }
        catch (Exception exception)
        {
            logger.LogError(exception, "Whoever measures the event log failed");
        }

        for (var i = 0; i < group.Count; i++)
        {
            try
            {
                group[i].Committed?.Invoke(commit.Counts[i].Accepted, commit.Counts[i].Dropped);
            }
            catch (Exception exception)
            {
                // It is durable; whoever counts must not make it be written again.
                logger.LogError(exception, "A listener to commits of {Channel} failed", group[i].Channel);
            }
        }
    }

    private void Fail(List<TaskCompletionSource> flushes, Exception failure)
    {
        var message = $"The event log cannot be written and tries again: {failure.Message}";
        if (_health.Fail(message))
        {
            logger.LogCritical(failure, "The event log cannot be written; what it has accepted is kept and tried again");
        }

        flushes.ForEach(f => f.TrySetException(new EventLogException(message, failure)));
        flushes.Clear();
    }

    private readonly record struct Work(PreparedBatch? Batch, TaskCompletionSource? Flushed, WriterJob? Job);
}
