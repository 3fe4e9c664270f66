using LiveIp.Contracts;
using LiveIp.Host.Broadcasts;
using LiveIp.Host.Channels.Acting;
using LiveIp.Host.Events;
using LiveIp.Host.Quotas;
using LiveIp.V1;

namespace LiveIp.Host.Import.History;

/// <summary>
/// One import of a channel's past broadcasts, page by page. After each page is durable in the log, it is kept how far it came: killed
/// at any point it goes on with the page that it was at, which repeats nothing.
/// </summary>
internal sealed class HistoryImport(
    SqliteEventLog log,
    BroadcastDirectory broadcasts,
    ChannelActions actions,
    QuotaLedger quotas,
    HistoryBookmarks bookmarks,
    TimeProvider clock,
    HistoryOrder order
)
{
    // Fifty broadcasts each: more than anybody has.
    private const int MostPages = 5_000;
    private const int MostNotices = 50;

    private static readonly HistoryNotice TooMany = new()
    {
        Id = "more_pages",
        Text = "There is more than one import reads; the same import again goes on from here.",
        TextZh = "内容超过一次导入的上限；再次执行相同的导入将从此处继续。",
    };

    private readonly HistoryTally _tally = new();
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);
    private readonly HistoryReader _reader = new(actions, clock, order.Channel);
    private readonly long _started = clock.GetTimestamp();

    /// <summary>Estimates, reads to the end and tells of it.</summary>
    /// <exception cref="CapabilityMissingException">The platform tells of no past.</exception>
    /// <exception cref="AdapterException">The platform's answer. What was read so far stays, and can be gone on from.</exception>
    /// <exception cref="EventLogException">The log cannot be written.</exception>
    public async Task RunAsync(Func<ImportHistoryResponse, Task> report, CancellationToken cancellationToken)
    {
        var kept = order.Restart ? null : bookmarks.Find(order);
        var window = kept?.Window ?? new HistoryWindow { From = order.Since, Until = order.Until ?? clock.GetUtcNow() };
        var estimate = Estimate(await _reader.EstimateAsync(window, cancellationToken), kept is not null);
        await report(new() { Estimate = estimate });
        if (order.ValidateOnly)
        {
            await report(new() { Summary = Summary() });
            return;
        }

        if (kept is null && estimate.Units.FirstOrDefault(static u => u.AtLeast > u.Left) is { } scarce)
        {
            throw new AdapterException(
                FailureKind.RateLimited,
                $"This needs at least {scarce.AtLeast} of {order.Channel.Platform}'s {scarce.Label}, and {scarce.Left} are left today."
            )
            {
                Reason = QuotaBucket.Spent,
            };
        }

        if (await ReadAsync(window, kept?.Cursor, report, cancellationToken))
        {
            bookmarks.Drop(order);
        }
        else
        {
            await report(new() { Notice = TooMany });
        }

        await report(new() { Summary = Summary() });
    }

    /// <returns>Whether that was all.</returns>
    private async Task<bool> ReadAsync(
        HistoryWindow window,
        string? cursor,
        Func<ImportHistoryResponse, Task> report,
        CancellationToken cancellationToken
    )
    {
        var writer = new HistoryPageWriter(log, broadcasts, clock, order.Channel, _tally);
        do
        {
            var page = await _reader.ReadAsync(window, cursor, cancellationToken);
            await writer.WriteAsync(page.Broadcasts, cancellationToken);
            cursor = page.Next;
            if (cursor is not null)
            {
                bookmarks.Keep(order, window, cursor);
            }

            _tally.Pages++;
            foreach (var note in page.Notes.Where(n => _told.Count < MostNotices && _told.Add(n.Id)))
            {
                await report(
                    new()
                    {
                        Notice = new()
                        {
                            Id = note.Id,
                            Text = note.Text,
                            TextZh = note.TextZh,
                        },
                    }
                );
            }

            await report(new() { Progress = _tally.Progress(clock.GetElapsedTime(_started)) });
            cancellationToken.ThrowIfCancellationRequested();
        } while (cursor is not null && _tally.Pages < MostPages);
        return cursor is null;
    }

    private HistoryEstimate Estimate(IReadOnlyList<HistoryCost> costs, bool resumed)
    {
        var known = quotas
            .List()
            .Where(q => q.Platform == order.Channel.Platform)
            .ToDictionary(static q => q.Bucket, StringComparer.Ordinal);
        var estimate = new HistoryEstimate { Resumed = resumed };
        foreach (var cost in costs)
        {
            var bucket = known.GetValueOrDefault(cost.Bucket);
            estimate.Units.Add(
                new HistoryUnits
                {
                    Bucket = cost.Bucket,
                    Label = bucket?.Label ?? cost.Bucket,
                    LabelZh = bucket?.LabelZh ?? cost.Bucket,
                    AtLeast = cost.AtLeast,
                    AtMost = cost.AtMost,
                    // What is reserved is for acting, and this reads.
                    Left = bucket is null ? long.MaxValue : Math.Max(0, bucket.Left - bucket.Reserve),
                }
            );
        }

        return estimate;
    }

    private HistorySummary Summary() => _tally.Summary(order.Channel.Name, order.Channel.Platform, clock.GetElapsedTime(_started));
}
