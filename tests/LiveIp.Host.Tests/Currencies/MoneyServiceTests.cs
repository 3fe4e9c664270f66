using Grpc.Core;
using LiveIp.Contracts;
using LiveIp.Host.Tests.Scoring;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;
using Microsoft.Extensions.Time.Testing;

namespace LiveIp.Host.Tests.Currencies;

public sealed class MoneyServiceTests
{
    private readonly FakeTimeProvider _clock = new(Sample.Start.AddDays(30));

    [Fact]
    public async Task Money_in_several_currencies_becomes_one_sum_at_the_rates_of_the_day_which_are_shown()
    {
        await using var host = TestHost.Start(_clock);
        await Show.WriteAsync(host, Show.Usual.Select(s => s with { Extra = [Gift(s.Day, "a", 5_000_000, "USD")] }));
        await Show.WriteAsync(
            host,
            new Show
            {
                Day = 8,
                Extra = [Gift(8, "a", 2_000_000, "USD"), Gift(8, "b", 3_000_000, "EUR"), Gift(8, "c", 500_000_000, "x-bili-gold")],
            }
        );
        Assert.StartsWith("money in ", Money(await ScoreAsync(host)).Missing, StringComparison.Ordinal);

        await Client(host).UpdateMoneySettingsAsync(new() { ReportingCurrency = "CNY" }, cancellationToken: Deadline.Token());
        // One rate for each broadcast's day; the one before the last broadcast differs from its own.
        await SetAsync(host, [.. Enumerable.Range(0, 8).Select(d => Rate("EUR", "CNY", 4, d)), Rate("EUR", "CNY", 8, 8)]);
        await SetAsync(host, [.. Enumerable.Range(0, 9).Select(d => Rate("EUR", "USD", 1.25, d))]);
        var score = await ScoreAsync(host);

        var money = Money(score);
        // 2 USD = 12.8 CNY, 3 EUR = 24 CNY, 500 gold = 0.5 CNY.
        Assert.Equal((37_300_000, "CNY", "{micros}"), (money.Input, money.Currency, money.Unit));
        // Five dollars at the 3.2 yuan of their days, for as many viewers as there were now.
        Assert.InRange(money.Usual, 13_000_000, 17_000_000);
        Assert.Equal(["EUR", "USD", "x-bili-gold"], score.Conversions.Select(static c => c.Currency));
        Assert.All(score.Conversions, static c => Assert.Equal("CNY", c.ReportingCurrency));
        Assert.Equal((8, Text(8), "test"), (score.Conversions[0].Rate, score.Conversions[0].Date, score.Conversions[0].Source));
        Assert.Equal((0.001, ""), (score.Conversions[2].Rate, score.Conversions[2].Date));
    }

    [Fact]
    public async Task What_has_no_rate_of_the_day_stays_missing_with_the_reason()
    {
        await using var host = TestHost.Start(_clock);
        await Client(host).UpdateMoneySettingsAsync(new() { ReportingCurrency = "CNY" }, cancellationToken: Deadline.Token());
        await SetAsync(host, [Rate("USD", "CNY", 7, 0)]);
        await Show.WriteAsync(host, new Show { Day = 0, Extra = [Gift(0, "a", 1_000_000, "USD")] });
        await Show.WriteAsync(host, new Show { Day = 1, Extra = [Gift(1, "a", 1_000_000, "USD"), Gift(1, "b", 9_000_000, "x-yt-jewel")] });

        var score = await ScoreAsync(host);

        Assert.Equal("money in CNY and x-yt-jewel: no exchange rate is known, and none is made up", Money(score).Missing);
        Assert.Equal("USD", score.Conversions.Single().Currency);
    }

    [Fact]
    public async Task Rates_are_listed_replaced_and_removed()
    {
        await using var host = TestHost.Start(_clock);
        await SetAsync(host, [Rate("EUR", "USD", 1.1, 0), Rate("EUR", "USD", 1.2, 1), Rate("EUR", "CNY", 8, 0)]);
        await SetAsync(host, [Rate("EUR", "USD", 1.3, 1)]);

        var first = await Client(host).ListCurrencyRatesAsync(new() { PageSize = 2 }, cancellationToken: Deadline.Token());
        var rest = await Client(host)
            .ListCurrencyRatesAsync(new() { PageSize = 2, PageToken = first.NextPageToken }, cancellationToken: Deadline.Token());
        var dollars = await Client(host).ListCurrencyRatesAsync(new() { Currency = "USD" }, cancellationToken: Deadline.Token());
        Assert.Equal(
            [("CNY", 8.0), ("USD", 1.3), ("USD", 1.1)],
            first.Rates.Concat(rest.Rates).Select(static r => (r.Currency, r.PerBase))
        );
        Assert.Equal(("", 2), (rest.NextPageToken, dollars.Rates.Count));

        var request = new DeleteCurrencyRatesRequest
        {
            Base = "EUR",
            Currency = "USD",
            Date = Text(1),
        };
        Assert.Equal(1, (await Client(host).DeleteCurrencyRatesAsync(request, cancellationToken: Deadline.Token())).Deleted);
        request.Date = "";
        Assert.Equal(1, (await Client(host).DeleteCurrencyRatesAsync(request, cancellationToken: Deadline.Token())).Deleted);
        Assert.Single((await Client(host).ListCurrencyRatesAsync(new(), cancellationToken: Deadline.Token())).Rates);
    }

    [Fact]
    public async Task What_is_no_rate_is_refused_by_field()
    {
        await using var host = TestHost.Start(_clock);
        var wrong = Rate("eur", "EURO", double.NaN, 0);
        (wrong.Date, wrong.Source) = ("26.11.2026", "");

        var failure = await Assert.ThrowsAsync<RpcException>(() => SetAsync(host, [Rate("EUR", "USD", 1, 0), wrong]));

        Assert.Equal(StatusCode.InvalidArgument, failure.StatusCode);
        Assert.All(
            ["rates[1].base", "rates[1].currency", "rates[1].per_base", "rates[1].date", "rates[1].source"],
            field => Assert.Contains(field, failure.Status.Detail, StringComparison.Ordinal)
        );
        Assert.Empty((await Client(host).ListCurrencyRatesAsync(new(), cancellationToken: Deadline.Token())).Rates);
        await RpcAssert.FailsAsync(StatusCode.InvalidArgument, "INVALID_FIELD", () => SetAsync(host, []));
        await RpcAssert.FailsAsync(
            StatusCode.InvalidArgument,
            "INVALID_FIELD",
            () => Client(host).UpdateMoneySettingsAsync(new() { ReportingCurrency = "yuan" }).ResponseAsync
        );
        await RpcAssert.FailsAsync(
            StatusCode.InvalidArgument,
            "PAGE_TOKEN_INVALID",
            () => Client(host).ListCurrencyRatesAsync(new() { PageToken = "nonsense" }).ResponseAsync
        );
    }

    private static async Task SetAsync(TestHost host, IEnumerable<CurrencyRate> rates) =>
        await Client(host).SetCurrencyRatesAsync(new() { Rates = { rates } }, cancellationToken: Deadline.Token());

    private static CurrencyRate Rate(string one, string of, double perBase, int day) =>
        new()
        {
            Base = one,
            Currency = of,
            PerBase = perBase,
            Date = Text(day),
            Source = "test",
        };

    private static string Text(int day) =>
        Sample.Start.AddDays(day).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static LiveEvent Gift(int day, string id, long micros, string currency) =>
        Sample.Gift($"g{day}{id}", micros, currency, seconds: (day * 86_400) + 60);

    private static ScoreContribution Money(BroadcastScore score) =>
        score.Contributions.Single(static c => c.Metric == MetricIds.ContributionsValue);

    private static MoneyService.MoneyServiceClient Client(TestHost host) => new(host.Channel);

    private static async Task<BroadcastScore> ScoreAsync(TestHost host) =>
        (
            await new ScoreService.ScoreServiceClient(host.Channel).GetBroadcastScoreAsync(
                new() { Broadcast = "broadcasts/last" },
                cancellationToken: Deadline.Token()
            )
        ).Score;
}
