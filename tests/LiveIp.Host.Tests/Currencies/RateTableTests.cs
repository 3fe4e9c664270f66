using CsCheck;
using LiveIp.Host.Currencies;

namespace LiveIp.Host.Tests.Currencies;

public sealed class RateTableTests
{
    private static readonly DateOnly Day = new(2026, 11, 26);

    private static readonly CurrencyRate[] Euros = [Rate("EUR", "USD", 1.25), Rate("EUR", "CNY", 8), Rate("EUR", "JPY", 160)];

    [Theory]
    [InlineData("CNY", 1)]
    [InlineData("EUR", 8)]
    [InlineData("USD", 6.4)]
    [InlineData("JPY", 0.05)]
    [InlineData("x-bili-gold", 0.001)]
    [InlineData("x-twitch-bits", 0.064)]
    public void A_currency_is_worth_what_the_rates_come_to(string currency, double worth) =>
        Assert.Equal(worth, new RateTable("CNY", Euros).Find(currency, Day)!.Rate, 1e-12);

    [Theory]
    [InlineData("GBP")]
    [InlineData("x-yt-jewel")]
    [InlineData("x-bili-silver")]
    public void What_nobody_gave_a_rate_has_none(string currency) => Assert.Null(new RateTable("CNY", Euros).Find(currency, Day));

    [Fact]
    public void Nothing_is_converted_where_no_currency_was_chosen() => Assert.Null(new RateTable("", Euros).Find("USD", Day));

    [Theory]
    [InlineData(-1, null)]
    [InlineData(0, 2.0)]
    [InlineData(10, 2.0)]
    [InlineData(11, null)]
    [InlineData(19, null)]
    [InlineData(20, 3.0)]
    [InlineData(25, 3.0)]
    public void A_rate_holds_from_its_day_on_for_ten_days_or_until_the_next(int daysLater, double? worth)
    {
        var table = new RateTable("CNY", [Rate("USD", "CNY", 3) with { Date = Day.AddDays(20) }, Rate("USD", "CNY", 2)]);

        Assert.Equal(worth, table.Find("USD", Day.AddDays(daysLater))?.Rate);
    }

    [Fact]
    public void What_a_person_says_of_a_coin_holds_until_it_is_said_anew_and_goes_before_the_platforms_price()
    {
        CurrencyRate[] said =
        [
            Rate("x-yt-jewel", "USD", 0.01) with
            {
                Date = Day.AddDays(-300),
            },
            Rate("x-yt-jewel", "CNY", 0.5) with
            {
                Date = Day.AddDays(1),
            },
            Rate("x-bili-gold", "CNY", 0.0005) with
            {
                Date = Day,
            },
        ];
        var table = new RateTable("CNY", [.. Euros, .. said]);

        Assert.Equal(0.064, table.Find("x-yt-jewel", Day)!.Rate, 1e-12);
        Assert.Equal(
            (0.5, Day.AddDays(1)),
            (table.Find("x-yt-jewel", Day.AddDays(400))!.Rate, table.Find("x-yt-jewel", Day.AddDays(400))!.Date)
        );
        Assert.Null(table.Find("x-yt-jewel", Day.AddDays(-301)));
        Assert.Equal((0.0005, 0.001), (table.Find("x-bili-gold", Day)!.Rate, table.Find("x-bili-gold", Day.AddDays(-1))!.Rate));
    }

    [Fact]
    public void A_conversion_says_where_it_comes_from()
    {
        var dated = new RateTable(
            "CNY",
            [Rate("EUR", "USD", 1.25), Rate("EUR", "CNY", 8) with { Date = Day.AddDays(-3), Source = "a bank" }]
        );

        var coin = dated.Find("x-twitch-bits", Day)!;

        Assert.Equal(("x-twitch-bits", "CNY", Day.AddDays(-3)), (coin.From, coin.To, coin.Date));
        Assert.Equal("Twitch: a channel gets 0.01 USD for a Bit; test; a bank", coin.Source);
        Assert.Null(dated.Find("x-bili-gold", Day)!.Date);
    }

    [Fact]
    public void There_and_back_again_comes_to_one() =>
        Gen.Select(Gen.Double[1e-3, 1e3], Gen.Double[1e-3, 1e3])
            .Sample(
                static (dollars, yuan) =>
                {
                    CurrencyRate[] rates = [Rate("EUR", "USD", dollars), Rate("EUR", "CNY", yuan)];
                    var (there, back) = (new RateTable("CNY", rates).Find("USD", Day)!, new RateTable("USD", rates).Find("CNY", Day)!);
                    Assert.Equal(1, there.Rate * back.Rate, 1e-12);
                },
                iter: 1000
            );

    private static CurrencyRate Rate(string one, string of, double perBase) =>
        new()
        {
            Base = one,
            Currency = of,
            Date = Day,
            PerBase = perBase,
            Source = "test",
        };
}
