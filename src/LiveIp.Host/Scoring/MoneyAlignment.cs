using LiveIp.Contracts;
using LiveIp.Host.Scoring.Reading;
using LiveIp.Scoring.Facts;

namespace LiveIp.Host.Scoring;

/// <summary>
/// Compares money on a channel in one currency alone: the one that most of its broadcasts had. Amounts in another are missing, since no
/// exchange rate is known, and a baseline of both would be of nothing.
/// </summary>
internal sealed class MoneyAlignment
{
    private readonly Dictionary<string, string> _usual;

    public MoneyAlignment(IEnumerable<IReadOnlyDictionary<string, string>> currencies) =>
        _usual = currencies
            .SelectMany(static c => c)
            .GroupBy(static c => c.Key, static c => c.Value, StringComparer.Ordinal)
            .ToDictionary(
                static channel => channel.Key,
                static channel =>
                    channel
                        .GroupBy(static c => c, StringComparer.Ordinal)
                        .OrderByDescending(static c => c.Count())
                        .ThenBy(static c => c.Key, StringComparer.Ordinal)
                        .First()
                        .Key,
                StringComparer.Ordinal
            );

    /// <summary>By channel.</summary>
    public IReadOnlyDictionary<string, string> Usual => _usual;

    /// <param name="currencies">Of the broadcast, by channel.</param>
    public BroadcastFacts Align(BroadcastFacts facts, IReadOnlyDictionary<string, string> currencies) =>
        facts with
        {
            Parts =
            [
                .. facts.Parts.Select(p =>
                    currencies.TryGetValue(p.Channel, out var currency)
                    && _usual.GetValueOrDefault(p.Channel) is { } usual
                    && usual != currency
                        ? Without(p, PartReasons.OtherCurrency(currency, usual))
                        : p
                ),
            ],
        };

    private static BroadcastPart Without(BroadcastPart part, string reason) =>
        part with
        {
            Metrics = new Dictionary<string, MetricFact>(part.Metrics, StringComparer.Ordinal)
            {
                [MetricIds.ContributionsValue] = MetricFact.None(reason),
            },
        };
}
