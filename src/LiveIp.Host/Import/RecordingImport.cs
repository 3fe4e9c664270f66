using Google.Protobuf.WellKnownTypes;
using LiveIp.Host.Broadcasts;
using LiveIp.Host.Channels;
using LiveIp.Host.Events;
using LiveIp.Host.Import.Formats;
using LiveIp.Host.Metrics;
using LiveIp.V1;

namespace LiveIp.Host.Import;

/// <summary>
/// One import, from the file into the log. Everything goes the way of what is heard: the log numbers, recognises repeats, counts, and
/// makes the reader wait when it is busy. What the batches do not carry is a time heard and a checkpoint.
/// </summary>
internal sealed class RecordingImport(
    IEventLog log,
    ImportTarget target,
    BroadcastDirectory broadcasts,
    TimeProvider clock,
    ImportOrder order
)
{
    private const int BatchSize = 500;
    private const int BatchBytes = 1024 * 1024;

    // The log's queue counts batches, and would take hundreds of these: a file is read faster than it is written.
    private const int BatchesAhead = 4;
    private static readonly TimeSpan ReportEvery = TimeSpan.FromSeconds(1);

    private readonly ImportTally _tally = new();
    private readonly List<LiveEvent> _batch = new(BatchSize);
    private readonly long _started = clock.GetTimestamp();
    private readonly RecordedBroadcasts _recorded = new();
    private RecordedSource _said = new();
    private ChannelRecord? _channel;
    private string? _platform;
    private HeardCheers? _cheers;
    private HeldIds? _held;
    private long _reported;
    private int _batchBytes;
    private int _ahead;
    private Task _durable = Task.CompletedTask;

    /// <summary>Reads the file to its end and tells of it; the summary comes last, when everything is durable.</summary>
    /// <exception cref="ImportRefusedException">It cannot go where it was told to.</exception>
    /// <exception cref="EventLogException">The log cannot be written.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="OperationCanceledException">Between two batches: what was handed over stays.</exception>
    public async Task RunAsync(Func<ImportRecordingResponse, Task> report, CancellationToken cancellationToken)
    {
        _reported = _started;
        using var file = RecordingFile.Open(order.Path);
        foreach (var item in order.Format.Read(file.Content))
        {
            switch (item)
            {
                case RecordingItem.About about:
                    _said = about.Source;
                    break;
                case RecordingItem.Happened happened:
                    await TakeAsync(happened, cancellationToken);
                    break;
                case RecordingItem.Bad bad:
                    _tally.BadRecords++;
                    await report(Message(bad));
                    break;
                case RecordingItem.LeftOut left:
                    _tally.LeaveOut(left.Name);
                    break;
                case RecordingItem.Truncated truncated:
                    _tally.Truncated = truncated.How;
                    break;
            }

            if (clock.GetElapsedTime(_reported) >= ReportEvery)
            {
                _reported = clock.GetTimestamp();
                await report(new() { Progress = Progress(file) });
            }

            cancellationToken.ThrowIfCancellationRequested();
        }

        await EndAsync(cancellationToken);
        await HandOverAsync(cancellationToken);
        if (!order.ValidateOnly)
        {
            await _durable;
            await log.FlushAsync(cancellationToken);
        }

        await report(new() { Progress = Progress(file) });
        await report(new() { Summary = Summary(file) });
    }

    private async ValueTask TakeAsync(RecordingItem.Happened happened, CancellationToken cancellationToken)
    {
        if (_platform is null)
        {
            (_channel, _platform) = target.Find(order, _said);
            _cheers = _channel is null ? null : new HeardCheers(log, _channel.Name);
            _held = _channel is null ? null : log.HeldIdsOf(_channel.Name);
        }

        if (happened.UnlessHeard is { } message && _cheers?.Contains(message) == true)
        {
            _tally.LeaveOut("heard live");
            return;
        }

        var source = happened.Event;
        source.Imported = true;
        if (_recorded.Take(source))
        {
            return;
        }

        if (source.Actor?.Person is { } person && person.Id.StartsWith(RecordedPeople.NameScheme, StringComparison.Ordinal))
        {
            person.Id = $"{_platform}{person.Id.AsSpan(1)}";
        }

        await AcceptAsync(source, cancellationToken);
    }

    // What the file told of the broadcast itself; where it told nothing, a broadcast from its first record to its last.
    private async ValueTask EndAsync(CancellationToken cancellationToken)
    {
        var known = _channel is null ? null : await broadcasts.ReadAsync(cancellationToken);
        bool IsHeard(long from, long until) => known?.Near(_channel!.Name, from, until).Any(static p => !p.Part.IsImported) == true;
        foreach (var state in _recorded.Told)
        {
            if (_recorded.Told is [var first, .., var last] && IsHeard(EventMetrics.At(first), EventMetrics.At(last)))
            {
                _tally.LeaveOut("broadcast heard live");
                continue;
            }

            await AcceptAsync(state, cancellationToken);
        }

        if (_channel is null || order.ValidateOnly || _recorded.Told.Count > 0 || _said.IsClip)
        {
            return;
        }

        foreach (var (first, last) in _recorded.Stretches.Where(s => !IsHeard(s.First, s.Last)))
        {
            var batch = Batch(_recorded.States(_said, first, last));
            await log.AppendAsync(batch, cancellationToken);
        }
    }

    private LogBatch Batch(IReadOnlyList<LiveEvent> events) =>
        new()
        {
            Channel = _channel!.Name,
            Platform = _channel.Platform,
            Events = events,
            HeardAt = LogBatch.NotHeard,
        };

    private async ValueTask AcceptAsync(LiveEvent source, CancellationToken cancellationToken)
    {
        _tally.Count(source);
        if (order.ValidateOnly)
        {
            return;
        }

        if (_held?.Contains(source) == true)
        {
            // Heard live, under a time that need not be the recording's.
            _tally.Commit(0, 1);
            return;
        }

        _batch.Add(source);
        _batchBytes += source.CalculateSize();
        if (_batch.Count == BatchSize || _batchBytes >= BatchBytes)
        {
            await HandOverAsync(cancellationToken);
        }
    }

    private async ValueTask HandOverAsync(CancellationToken cancellationToken)
    {
        if (_batch.Count == 0)
        {
            return;
        }

        var batch = Batch([.. _batch]) with { Committed = _tally.Commit };
        _batch.Clear();
        _batchBytes = 0;
        await log.AppendAsync(batch, cancellationToken);
        if (++_ahead == BatchesAhead)
        {
            // Those before the last few are durable before more is read; the last few are written meanwhile.
            _ahead = 0;
            await _durable;
            _durable = log.FlushAsync(cancellationToken);
        }
    }

    private ImportProgress Progress(RecordingFile file) =>
        new()
        {
            BytesRead = file.BytesRead,
            TotalBytes = file.TotalBytes,
            Events = _tally.Events,
            BadRecords = _tally.BadRecords,
            Elapsed = clock.GetElapsedTime(_started).ToDuration(),
        };

    private ImportSummary Summary(RecordingFile file)
    {
        var summary = _tally.Summary();
        summary.Channel = _channel?.Name ?? "";
        summary.Platform = _platform ?? "";
        summary.Format = order.Format.Id;
        summary.BytesRead = file.BytesRead;
        summary.Elapsed = clock.GetElapsedTime(_started).ToDuration();
        return summary;
    }

    private static ImportRecordingResponse Message(RecordingItem.Bad bad) =>
        new()
        {
            BadRecord = new BadRecord
            {
                Line = bad.At.Line,
                Offset = bad.At.Offset,
                Reason = bad.Reason,
            },
        };
}
