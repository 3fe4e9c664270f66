namespace LiveIp.Host.Currencies;

/// <summary>Brings the money of one broadcast to the reporting currency, at the rates of the day on which it began.</summary>
internal sealed class MoneyExchange(RateTable rates, DateOnly day)
{
    private readonly SortedDictionary<string, Conversion?> _found = new(StringComparer.Ordinal);

    /// <summary>What was converted so far, by currency.</summary>
    public IReadOnlyList<Conversion> Used => [.. _found.Values.OfType<Conversion>().Where(static c => c.From != c.To)];

    /// <summary>Micros by currency; what has no rate stays in its own.</summary>
    public Dictionary<string, double> Of(IReadOnlyDictionary<string, double> micros)
    {
        var converted = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var (currency, amount) in micros)
        {
            // Whole micros, so that what is added and taken away again leaves nothing behind.
            var (to, value) = Find(currency) is { } rate ? (rate.To, Math.Round(amount * rate.Rate)) : (currency, amount);
            converted[to] = converted.GetValueOrDefault(to) + value;
        }

        return converted;
    }

    private Conversion? Find(string currency)
    {
        if (!_found.TryGetValue(currency, out var conversion))
        {
            _found[currency] = conversion = rates.Find(currency, day);
        }

        return conversion;
    }
}
