using System.Globalization;
using LiveIp.V1;

namespace LiveIp.Host.Import.Formats;

/// <summary>Amounts, where a recording states both number and unit.</summary>
internal static class RecordedMoney
{
    // Beyond any that was ever paid, and far from where millionths overflow.
    private const decimal Most = 1_000_000_000;

    /// <summary>Null when it is no amount.</summary>
    public static Money? Yuan(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var yuan) && yuan is > 0 and < Most
            ? Of(yuan, "CNY", Money.Types.Kind.Fiat)
            : null;

    /// <inheritdoc cref="Yuan"/>
    public static Money? Gold(double? coins) =>
        coins is > 0 and < (double)Most ? Of((decimal)Math.Floor(coins.Value), "x-bili-gold", Money.Types.Kind.Virtual) : null;

    private static Money Of(decimal amount, string currency, Money.Types.Kind kind) =>
        new()
        {
            Micros = (long)(amount * 1_000_000),
            Currency = currency,
            Kind = kind,
        };
}
