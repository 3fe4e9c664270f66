using CsCheck;
using LiveIp.Host.Currencies;
using LiveIp.Host.Scoring.Reading;

namespace LiveIp.Host.Tests.Scoring.Reading;

public sealed class PartMinutesTests
{
    [Fact]
    public void Minutes_that_are_read_again_and_again_come_to_what_the_last_reading_says() =>
        Gen.Select(Gen.Int[0, 5], Minutes)
            .Array[1, 40]
            .Sample(
                static readings =>
                {
                    var (readOn, atOnce) = (New(), New());
                    foreach (var (minute, read) in readings)
                    {
                        readOn.Put(minute, read);
                    }

                    foreach (var (minute, read) in readings.Reverse().DistinctBy(static r => r.Item1))
                    {
                        atOnce.Put(minute, read);
                    }

                    Assert.Equal(atOnce.WasHeard, readOn.WasHeard);
                    Assert.Equal((atOnce.Speakers, atOnce.Peak), (readOn.Speakers, readOn.Peak));
                    Assert.Equal(atOnce.ViewerSeconds, readOn.ViewerSeconds, 1e-6);
                    Assert.Equal(atOnce.KnownSeconds, readOn.KnownSeconds, 1e-6);
                    Assert.Equal(Ordered(atOnce.Money), Ordered(readOn.Money));
                    Assert.All(atOnce.Counts, c => Assert.Equal(c.Value, readOn.Counts[c.Key]));
                },
                iter: 2000
            );

    private static PartMinutes New() => new(new MoneyExchange(new RateTable("EUR", [Dollars]), Dollars.Date));

    private static CurrencyRate Dollars { get; } =
        new()
        {
            Base = "EUR",
            Currency = "USD",
            Date = new(2026, 11, 26),
            PerBase = 0.3,
            Source = "test",
        };

    private static Gen<ChannelMinute> Minutes { get; } =
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, 3], Gen.Long[0, 6].Array[0, 4], Gen.Int[-1, 50])
            .Select(
                static (chat, money, people, viewers) =>
                {
                    var minute = new ChannelMinute { Speakers = people.ToHashSet() };
                    if (chat > 0)
                    {
                        minute.Counts["chat.messages"] = chat;
                    }

                    if (money > 0)
                    {
                        minute.Money["USD"] = money;
                    }

                    if (viewers >= 0)
                    {
                        (minute.ViewerSeconds, minute.KnownSeconds, minute.Peak) = (viewers * 60, 60, viewers);
                    }

                    return minute;
                }
            );

    private static IEnumerable<KeyValuePair<string, double>> Ordered(IEnumerable<KeyValuePair<string, double>> money) =>
        money.OrderBy(static m => m.Key, StringComparer.Ordinal);
}
