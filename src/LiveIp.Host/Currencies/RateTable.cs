namespace LiveIp.Host.Currencies;

/// <summary>The reporting currency and all rates at one moment. Nothing in it changes; for any thread.</summary>
internal sealed class RateTable
{
    /// <summary>Markets rest over holidays; what is older than this says nothing of a day.</summary>
    public const int OldestDays = 10;

    private readonly Dictionary<(string Base, string Currency), (DateOnly[] Dates, CurrencyRate[] Rates)> _series;
    private readonly string[] _bases;

    /// <param name="reporting">ISO 4217; empty where none was chosen, and then nothing is converted.</param>
    public RateTable(string reporting, IEnumerable<CurrencyRate> rates)
    {
        Reporting = reporting;
        _series = rates
            .GroupBy(static r => (r.Base, r.Currency))
            .ToDictionary(
                static g => g.Key,
                static g =>
                {
                    var sorted = g.OrderBy(static r => r.Date).ToArray();
                    return (Array.ConvertAll(sorted, static r => r.Date), sorted);
                }
            );
        _bases = [.. _series.Keys.Select(static k => k.Base).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    /// <summary>The currency that money is brought to; empty for none.</summary>
    public string Reporting { get; }

    /// <summary>From a currency to the reporting one, as of a day; null where no rate is near enough.</summary>
    public Conversion? Find(string currency, DateOnly day)
    {
        if (Reporting.Length == 0)
        {
            return null;
        }

        if (currency == Reporting)
        {
            return Of(currency, 1, null, "");
        }

        return currency.StartsWith(CoinPrice.Prefix, StringComparison.Ordinal) ? Coin(currency, day) : Exchange(currency, day);
    }

    // What people say a coin is worth goes before what its platform says. A coin's price holds until there is a newer one.
    private Conversion? Coin(string coin, DateOnly day)
    {
        var own = _series
            .Keys.Where(k => k.Base == coin)
            .Select(k => Rate(coin, k.Currency, day, DateOnly.MinValue))
            .OfType<CurrencyRate>()
            .MaxBy(static r => (r.Date, r.Currency));
        var (currency, price, date, source) =
            own is not null ? (own.Currency, own.PerBase, own.Date, own.Source)
            : OfficialPrices.Find(coin) is { } official ? (official.Currency, official.Amount, (DateOnly?)null, official.Source)
            : ("", 0, null, "");
        return price == 0 ? null
            : currency == Reporting ? Of(coin, price, date, source)
            : Exchange(currency, day) is { } money
                ? Of(coin, price * money.Rate, date < money.Date ? date : money.Date, $"{source}; {money.Source}")
            : null;
    }

    // Straight, the other way round, or over a currency that both were set beside.
    private Conversion? Exchange(string from, DateOnly day)
    {
        if (Rate(from, Reporting, day) is { } straight)
        {
            return Of(from, straight.PerBase, straight.Date, straight.Source);
        }

        if (Rate(Reporting, from, day) is { } back)
        {
            return Of(from, 1 / back.PerBase, back.Date, back.Source);
        }

        foreach (var over in _bases)
        {
            if (Rate(over, from, day) is { } first && Rate(over, Reporting, day) is { } second)
            {
                var source = first.Source == second.Source ? first.Source : $"{first.Source}; {second.Source}";
                return Of(from, second.PerBase / first.PerBase, first.Date < second.Date ? first.Date : second.Date, source);
            }
        }

        return null;
    }

    // The newest of the day or shortly before.
    private CurrencyRate? Rate(string from, string to, DateOnly day) => Rate(from, to, day, day.AddDays(-OldestDays));

    private CurrencyRate? Rate(string from, string to, DateOnly day, DateOnly oldest)
    {
        if (!_series.TryGetValue((from, to), out var series))
        {
            return null;
        }

        var at = Array.BinarySearch(series.Dates, day);
        var newest = at >= 0 ? at : ~at - 1;
        return newest >= 0 && series.Dates[newest] >= oldest ? series.Rates[newest] : null;
    }

    private Conversion Of(string from, double rate, DateOnly? date, string source) =>
        new()
        {
            From = from,
            To = Reporting,
            Rate = rate,
            Date = date,
            Source = source,
        };
}
