using LiveIp.Host.Broadcasts;
using LiveIp.Host.Scoring.Reading;
using LiveIp.Scoring.Facts;
using LiveIp.Scoring.Live;

namespace LiveIp.Host.Scoring.Live;

/// <summary>
/// A broadcast that is read on while it runs. An update reads its last two minutes, however long it has been on air and however long
/// the history is; once a minute the whole broadcast is read, for what arrived late. Not for several threads at once.
/// </summary>
internal sealed class LiveBroadcast
{
    private static readonly TimeSpan WholeEvery = TimeSpan.FromMinutes(1);

    private readonly ScoreBook _book;
    private readonly BroadcastReading _reading;
    private readonly MoneyAlignment _money;
    private readonly RunningScore _running;
    private readonly string[] _channels;
    private readonly (string Metric, string Channel, double? Value)[] _divisors;
    private DateTimeOffset _read;
    private DateTimeOffset _readWhole;

    /// <param name="sheet">The history, which stays as it was at this moment.</param>
    public LiveBroadcast(ScoreBook book, ScoreSheet sheet, KnownBroadcast known, BroadcastRecord record, DateTimeOffset now)
    {
        (_book, _reading, _read, _readWhole) = (book, book.Read(record, now), now, now);
        _money = new(sheet.Broadcasts.Select(static b => b.Currencies));
        _running = sheet.Follow(known);
        _channels = Channels(known);
        _divisors = [.. Divisors(known)];
    }

    /// <summary>Whether what is known of its parts is still what this was made of.</summary>
    public bool Fits(BroadcastRecord? record) =>
        record is { End: null } && record.Id == _reading.Broadcast.Id && Parts(record).SequenceEqual(Parts(_reading.Broadcast));

    /// <summary>The score by now; null when the history has to be read anew, since a policy or a divisor has changed.</summary>
    public LiveScore? Update(long asOf, DateTimeOffset now)
    {
        var whole = now - _readWhole >= WholeEvery;
        var from = whole ? long.MinValue : (long)Math.Floor(_read.ToUnixTimeMilliseconds() / 60_000.0) - 1;
        foreach (var channel in _reading.Broadcast.Parts.Select(static p => p.Channel.Name).Distinct(StringComparer.Ordinal))
        {
            _reading.ReadOn(channel, from, now);
        }

        (_read, _readWhole) = (now, whole ? now : _readWhole);
        var known = _book.Known(_reading, _money, now, withSteps: false);
        if (!Channels(known).SequenceEqual(_channels) || !Divisors(known).SequenceEqual(_divisors))
        {
            return null;
        }

        foreach (var part in known.Facts.Parts)
        {
            _running.SetExposure(part.Channel, part.LiveMinutes, part.ViewerMinutes);
            foreach (var (metric, fact) in part.Metrics)
            {
                _running.Set(metric, part.Channel, fact);
            }
        }

        return new()
        {
            At = now,
            Broadcast = known,
            Score = _running.Explain(),
            AsOfSequence = asOf,
        };
    }

    private static IEnumerable<(string, long, long?)> Parts(BroadcastRecord record) =>
        record.Parts.Select(static p => (p.Channel.Name, p.Start, p.End));

    private static string[] Channels(KnownBroadcast known) => [.. known.Facts.Parts.Select(static p => p.Channel)];

    // Views divide other metrics, and a running score can only add to them.
    private static IEnumerable<(string Metric, string Channel, double? Value)> Divisors(KnownBroadcast known) =>
        known.Facts.Parts.Select(static p =>
            (Contracts.MetricIds.SpreadViews, p.Channel, p.Metrics.GetValueOrDefault(Contracts.MetricIds.SpreadViews)?.Value)
        );
}
