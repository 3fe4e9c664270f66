using LiveIp.Contracts;

namespace LiveIp.Host.Quotas;

/// <summary>What is used of one bucket today, what is left, and how long it will last. For any thread.</summary>
internal sealed class BucketUse(string platform, IQuotaStore store, QuotaTimes times, TimeProvider clock)
{
    /// <summary>
    /// So many units are written ahead: one write serves them all, and after a crash the count is too high by at most as many and
    /// never too low.
    /// </summary>
    public const int Ahead = 50;

    /// <summary>Below this share of the day's units nothing is slowed down: most shows never get beyond it.</summary>
    private const double FreeShare = 0.1;

    /// <summary>A burst of moderation must not be taken for the pace of the show, and reading goes on at half of its own.</summary>
    private const double MostForActs = 0.5;

    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, long> _byOperation = new(StringComparer.Ordinal);
    private readonly SpendingRate _rate = new(times);
    private readonly SpendingRate _acts = new(times);
    private QuotaBucket _bucket = null!;
    private ZonedDay _day;
    private long _used;
    private long _written;

    /// <summary>The settings may have changed since.</summary>
    public void Describe(QuotaBucket bucket)
    {
        lock (_gate)
        {
            _bucket = bucket;
            Turn();
        }
    }

    /// <exception cref="AdapterException">RateLimited: there is not enough left for this use.</exception>
    public void Spend(string operation, int units, QuotaUse use)
    {
        lock (_gate)
        {
            var now = Turn();
            var limit = use == QuotaUse.Acting ? _bucket.UnitsPerDay : Readable;
            if (_used + units > limit)
            {
                throw new AdapterException(
                    FailureKind.RateLimited,
                    use == QuotaUse.Acting
                        ? $"{_bucket.Label}: {_used} of {_bucket.UnitsPerDay} are used, and {operation} needs {units}. They are new at {_day.End:u}."
                        : $"{_bucket.Label}: all but the reserve of {_bucket.Reserve} is used. They are new at {_day.End:u}.",
                    _day.End - now
                )
                {
                    Reason = QuotaBucket.Spent,
                };
            }

            _used += units;
            _byOperation[operation] = _byOperation.GetValueOrDefault(operation) + units;
            _rate.Add(now, units);
            if (use == QuotaUse.Acting)
            {
                _acts.Add(now, units);
            }

            if (_used > _written && store.TryWrite(platform, _bucket.Id, _day.Date, _used + Ahead))
            {
                _written = _used + Ahead;
            }
        }
    }

    public TimeSpan Pace(TimeSpan wanted, int units, double share)
    {
        lock (_gate)
        {
            var now = Turn();
            if (_used <= _bucket.UnitsPerDay * FreeShare)
            {
                return wanted;
            }

            var horizon = Horizon(now);
            var left = ForReading(horizon, now) * share;
            if (left < units)
            {
                return Max(wanted, _day.End - now);
            }

            return Max(wanted, horizon * (units / left));
        }
    }

    public QuotaStatus Status()
    {
        lock (_gate)
        {
            var now = Turn();
            var perHour = _rate.PerHour(now);
            var left = Math.Max(0, _bucket.UnitsPerDay - _used);
            var hours = perHour > 0 ? Math.Max(0, Readable - _used) / perHour : double.PositiveInfinity;
            return new()
            {
                Platform = platform,
                Bucket = _bucket.Id,
                Label = _bucket.Label,
                LabelZh = _bucket.LabelZh ?? _bucket.Label,
                Limit = _bucket.UnitsPerDay,
                Used = _used,
                Left = left,
                Reserve = _bucket.Reserve,
                ResetsAt = _day.End,
                PerHour = perHour,
                RunsOutAt = hours < (_day.End - now).TotalHours ? now.AddHours(hours) : null,
                ByOperation = new SortedDictionary<string, long>(_byOperation, StringComparer.Ordinal),
            };
        }
    }

    /// <summary>Writes what is used exactly: at an end in order nothing was written ahead.</summary>
    public void Settle()
    {
        lock (_gate)
        {
            Turn();
            if (_written != _used && store.TryWrite(platform, _bucket.Id, _day.Date, _used))
            {
                _written = _used;
            }
        }
    }

    private long Readable => Math.Max(0, _bucket.UnitsPerDay - _bucket.Reserve);

    // For so long what is left must do: for a show of the usual length, and for a quarter of what is left of the day if that is longer,
    // so that a show that goes on gets slower and never stops.
    private TimeSpan Horizon(DateTimeOffset now)
    {
        var day = _day.End - now;
        var plan = Max(Max(times.Show - _rate.Lasted(now), day / 4), times.LeastAhead);
        return plan < day ? plan : day;
    }

    // What the streamer's own acts will need, at the pace of the last half hour, is not shared out among readers: else reading would begin
    // too fast and slow down with every line, and what is foretold from its pace would be too much.
    private double ForReading(TimeSpan horizon, DateTimeOffset now)
    {
        var left = Math.Max(0, Readable - _used);
        return left - Math.Min(left * MostForActs, _acts.InWindow(now) * (horizon / times.Window));
    }

    private DateTimeOffset Turn()
    {
        var now = clock.GetUtcNow();
        var day = ZonedDay.Of(now, _bucket.TimeZone);
        if (day.Date != _day.Date)
        {
            _day = day;
            _used = _written = store.Read(platform, _bucket.Id, day.Date);
            _byOperation.Clear();
        }

        return now;
    }

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
