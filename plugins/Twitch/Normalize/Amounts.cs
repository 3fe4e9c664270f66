using System.Text.Json;
using LiveIp.Plugins.Twitch.Api;
using LiveIp.V1;

namespace LiveIp.Plugins.Twitch.Normalize;

/// <summary>Money as Twitch states it.</summary>
internal static class Amounts
{
    private const long Million = 1_000_000;

    /// <summary>Bits, a coin of Twitch's own.</summary>
    /// <exception cref="OverflowException">More than fits.</exception>
    public static Money Bits(long bits) =>
        new()
        {
            Micros = checked(bits * Million),
            Currency = "x-twitch-bits",
            Kind = Money.Types.Kind.Virtual,
        };

    /// <summary>
    /// <c>{value, decimal_places, currency}</c> in minor units; chat notices write <c>decimal_place</c>.
    /// </summary>
    /// <exception cref="FormatException">A part is missing, or the amount has more than six decimals.</exception>
    /// <exception cref="OverflowException">More than fits.</exception>
    public static Money Fiat(JsonElement amount)
    {
        var micros = amount.RequiredCount("value");
        var decimals = amount.Whole("decimal_places") ?? amount.Whole("decimal_place");
        if (decimals is not (>= 0 and <= 6))
        {
            throw new FormatException("decimal_places is missing or out of range");
        }

        for (var i = decimals.Value; i < 6; i++)
        {
            micros = checked(micros * 10);
        }

        return new Money
        {
            Micros = micros,
            Currency = amount.Required("currency"),
            Kind = Money.Types.Kind.Fiat,
        };
    }
}
