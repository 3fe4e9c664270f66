using System.Globalization;
using LiveIp.V1;

namespace LiveIp.Cli.Commands.Money;

/// <summary>
/// The European Central Bank's table of reference rates (eurofxref.csv, eurofxref-hist.csv): a head of codes, then a day a line, what one
/// euro was worth in each currency, "N/A" where there was none.
/// </summary>
internal static class CentralBankRates
{
    private const string Source = "European Central Bank";

    /// <summary>The rates from a day on, in the order of the file.</summary>
    /// <exception cref="CliException">It is no such file; names the line.</exception>
    public static IEnumerable<CurrencyRate> Read(TextReader file, DateOnly since)
    {
        var head = Cells(file.ReadLine() ?? "");
        if (head.Length < 2 || head[0] != "Date")
        {
            throw new CliException("Line 1 is not the head of the European Central Bank's table: Date,USD,JPY,…", ExitCodes.Usage);
        }

        for (var number = 2; file.ReadLine() is { } line; number++)
        {
            var cells = Cells(line);
            if (cells.Length < 2)
            {
                continue;
            }

            if (Day(cells[0]) is not { } day)
            {
                throw new CliException($"Line {number}: '{cells[0]}' is no day as in 2026-11-26.", ExitCodes.Usage);
            }

            for (var i = 1; i < Math.Min(head.Length, cells.Length) && day >= since; i++)
            {
                if (head[i].Length == 0 || cells[i] is "" or "N/A")
                {
                    continue;
                }

                yield return new()
                {
                    Base = "EUR",
                    Currency = head[i],
                    Date = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                    PerBase = double.TryParse(cells[i], NumberStyles.Float, CultureInfo.InvariantCulture, out var rate)
                        ? rate
                        : throw new CliException($"Line {number}: '{cells[i]}' is no rate of {head[i]}.", ExitCodes.Usage),
                    Source = Source,
                };
            }
        }
    }

    private static string[] Cells(string line) => line.Split(',', StringSplitOptions.TrimEntries);

    // The file of one day writes "26 November 2026".
    private static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, ["yyyy-MM-dd", "d MMMM yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;
}
