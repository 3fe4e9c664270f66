using System.Globalization;
using System.Text;
using LiveIp.Host.Api.Errors;
using LiveIp.Host.Currencies;

namespace LiveIp.Host.Api;

/// <summary>Rates between the store and the API.</summary>
internal static class MoneyServiceMessages
{
    private const string Day = "yyyy-MM-dd";
    private const int LongestSource = 64;
    private const int LongestCoin = 32;

    public static V1.CurrencyRate ToMessage(CurrencyRate rate) =>
        new()
        {
            Base = rate.Base,
            Currency = rate.Currency,
            Date = Text(rate.Date),
            PerBase = rate.PerBase,
            Source = rate.Source,
        };

    public static V1.MoneyConversion ToMessage(Conversion conversion) =>
        new()
        {
            Currency = conversion.From,
            ReportingCurrency = conversion.To,
            Rate = conversion.Rate,
            Date = conversion.Date is { } day ? Text(day) : "",
            Source = conversion.Source,
        };

    public static V1.CoinPrice ToMessage(CoinPrice price) =>
        new()
        {
            Coin = price.Coin,
            Currency = price.Currency,
            Amount = price.Amount,
            Source = price.Source,
        };

    /// <summary>What is wrong is noted by field, and then the answer says nothing.</summary>
    public static CurrencyRate Read(V1.CurrencyRate rate, string field, FieldChecks checks)
    {
        CodeOrCoin(rate.Base, $"{field}.base", checks);
        Code(rate.Currency, $"{field}.currency", checks);
        checks.Require(rate.Base != rate.Currency, $"{field}.currency", "must be another currency than base");
        checks.Require(rate.PerBase is > 0 and < double.PositiveInfinity, $"{field}.per_base", "must be above 0");
        checks.Require(
            rate.Source.Length is > 0 and <= LongestSource,
            $"{field}.source",
            $"must say who says so, in at most {LongestSource} characters"
        );
        return new()
        {
            Base = rate.Base,
            Currency = rate.Currency,
            Date = ReadDay(rate.Date, $"{field}.date", checks),
            PerBase = rate.PerBase,
            Source = rate.Source,
        };
    }

    public static void Code(string currency, string field, FieldChecks checks) =>
        checks.Require(
            currency.Length == 3 && currency.All(char.IsAsciiLetterUpper),
            field,
            "must be a currency's code of ISO 4217: three capitals, as in EUR"
        );

    /// <summary>A coin may only be on the side of which one is meant.</summary>
    public static void CodeOrCoin(string currency, string field, FieldChecks checks)
    {
        if (!currency.StartsWith(CoinPrice.Prefix, StringComparison.Ordinal))
        {
            Code(currency, field, checks);
            return;
        }

        checks.Require(
            currency.Length <= LongestCoin && currency.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'),
            field,
            $"must be a coin as in x-yt-jewel: lower-case letters, digits and hyphens, at most {LongestCoin}"
        );
    }

    public static DateOnly ReadDay(string day, string field, FieldChecks checks)
    {
        checks.Require(
            DateOnly.TryParseExact(day, Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var read),
            field,
            "must be a day as in 2026-11-26"
        );
        return read;
    }

    /// <summary>Where a page of rates ends.</summary>
    public static string Token(CurrencyRate last) =>
        Convert.ToBase64String(Encoding.ASCII.GetBytes($"{last.Base} {last.Currency} {Text(last.Date)}"));

    /// <summary>Null at the beginning.</summary>
    public static CurrencyRate? ReadToken(string token)
    {
        if (token.Length == 0)
        {
            return null;
        }

        var bytes = new byte[96];
        if (
            token.Length <= bytes.Length
            && Convert.TryFromBase64String(token, bytes, out var length)
            && Encoding.ASCII.GetString(bytes, 0, length).Split(' ') is [var first, var second, var day]
            && DateOnly.TryParseExact(day, Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
        )
        {
            return new()
            {
                Base = first,
                Currency = second,
                Date = date,
                PerBase = 1,
                Source = "",
            };
        }

        throw RpcErrors.InvalidArgument(
            ErrorReasons.PageTokenInvalid,
            ("page_token", "must be next_page_token of the page before, unchanged")
        );
    }

    private static string Text(DateOnly day) => day.ToString(Day, CultureInfo.InvariantCulture);
}
