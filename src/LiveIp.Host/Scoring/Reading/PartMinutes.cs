using LiveIp.Host.Currencies;

namespace LiveIp.Host.Scoring.Reading;

/// <summary>
/// One channel's part of a broadcast, minute by minute, with its sums kept up to date: a running broadcast reads the minutes anew that
/// changed, and nothing else.
/// </summary>
/// <param name="exchange">Brings money to the reporting currency as it comes in.</param>
internal sealed class PartMinutes(MoneyExchange exchange)
{
    private readonly SortedDictionary<long, ChannelMinute> _minutes = [];
    private readonly Dictionary<string, double> _counts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double> _money = new(StringComparer.Ordinal);
    private readonly Dictionary<long, int> _speakers = [];

    /// <summary>In order; minutes of which the log holds nothing are not there.</summary>
    public IReadOnlyDictionary<long, ChannelMinute> Minutes => _minutes;

    /// <summary>Of everything that was counted at least once.</summary>
    public IReadOnlyDictionary<string, double> Counts => _counts;

    /// <summary>Micros by currency, as far as possible in the reporting one, without those that come to nothing.</summary>
    public IEnumerable<KeyValuePair<string, double>> Money => _money.Where(static m => m.Value != 0);

    /// <summary>Distinct people.</summary>
    public int Speakers => _speakers.Count;

    public double ViewerSeconds { get; private set; }

    public double KnownSeconds { get; private set; }

    public long? Peak { get; private set; }

    /// <summary>Something of it was heard.</summary>
    public bool WasHeard => _minutes.Count > 0;

    /// <summary>Puts a minute in the place of what was known of it.</summary>
    public void Put(long minute, ChannelMinute read)
    {
        if (_minutes.Remove(minute, out var before))
        {
            Count(before, -1);
        }

        if (!read.IsEmpty)
        {
            read.Money = exchange.Of(read.Money);
            _minutes.Add(minute, read);
            Count(read, 1);
        }

        // The highest may have been the one that was replaced.
        Peak = before?.Peak is { } old && old == Peak ? _minutes.Values.Max(static m => m.Peak) : Higher(Peak, read.Peak);
    }

    private void Count(ChannelMinute minute, int sign)
    {
        foreach (var (metric, value) in minute.Counts)
        {
            _counts[metric] = _counts.GetValueOrDefault(metric) + (sign * value);
        }

        foreach (var (currency, micros) in minute.Money)
        {
            _money[currency] = _money.GetValueOrDefault(currency) + (sign * micros);
        }

        foreach (var person in minute.Speakers)
        {
            var minutes = _speakers.GetValueOrDefault(person) + sign;
            if (minutes > 0)
            {
                _speakers[person] = minutes;
            }
            else
            {
                _speakers.Remove(person);
            }
        }

        ViewerSeconds += sign * minute.ViewerSeconds;
        KnownSeconds += sign * minute.KnownSeconds;
    }

    private static long? Higher(long? one, long? other) => one is null || other > one ? other : one;
}
