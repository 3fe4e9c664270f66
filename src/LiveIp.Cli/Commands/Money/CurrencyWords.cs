using System.CommandLine;
using System.Globalization;

namespace LiveIp.Cli.Commands.Money;

/// <summary>Currencies and days as people type them.</summary>
internal static class CurrencyWords
{
    /// <summary>Currencies are written in capitals, coins (x-yt-jewel) are not.</summary>
    public static string Code(string typed) =>
        typed.StartsWith("x-", StringComparison.OrdinalIgnoreCase) ? typed.ToLowerInvariant() : typed.ToUpperInvariant();

    public static Option<string> DayOption(string name, string description)
    {
        var option = new Option<string>(name) { Description = description };
        option.Validators.Add(static result =>
        {
            foreach (var token in result.Tokens.Where(static t => !IsDay(t.Value)))
            {
                result.AddError($"'{token.Value}' is not a day as in 2026-11-26.");
            }
        });
        return option;
    }

    public static bool IsDay(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    public static string Today(TimeProvider clock) => clock.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
