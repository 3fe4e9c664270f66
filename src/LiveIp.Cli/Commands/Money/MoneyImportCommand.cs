using System.CommandLine;
using System.Globalization;
using LiveIp.Cli.Help;
using LiveIp.V1;
using Spectre.Console;

namespace LiveIp.Cli.Commands.Money;

/// <summary><c>liveip money import</c></summary>
internal static class MoneyImportCommand
{
    /// <summary>Of one request.</summary>
    private const int Most = 1000;

    public static Command Create(CommandRunner runner)
    {
        var file = new Argument<FileInfo>("file")
        {
            Description = "eurofxref.csv or eurofxref-hist.csv of the European Central Bank (www.ecb.europa.eu), unpacked",
        };
        var since = CurrencyWords.DayOption("--since", "Only rates from this day on; two years if absent");
        var command = new DocumentedCommand(
            "import",
            "Take the European Central Bank's reference rates from a file. 导入欧洲央行汇率表。",
            "liveip money import eurofxref-hist.csv",
            "liveip money import eurofxref-hist.csv --since 2020-01-01"
        )
        {
            file,
            since,
        };
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                var from = parsed.GetValue(since) is { } day
                    ? DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture)
                    : DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddYears(-2);
                var stored = 0;
                using var reader = parsed.GetValue(file)!.OpenText();
                foreach (var rates in CentralBankRates.Read(reader, from).Chunk(Most))
                {
                    await host.Money.SetCurrencyRatesAsync(new() { Rates = { rates } }, cancellationToken: cancellationToken);
                    stored += rates.Length;
                }

                runner.Console.MarkupLine($"{stored} rates are stored.");
                return ExitCodes.Done;
            }
        );
        return command;
    }
}
