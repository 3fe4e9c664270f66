using System.CommandLine;
using LiveIp.Cli.Help;
using LiveIp.Cli.Output;
using LiveIp.V1;
using Spectre.Console;

namespace LiveIp.Cli.Commands.Money;

/// <summary><c>liveip money</c>: in which currency scores count, and at which rates.</summary>
internal static class MoneyCommand
{
    public static Command Create(CommandRunner runner)
    {
        var json = Json.Option();
        var command = new DocumentedCommand(
            "money",
            "In which currency scores count money, and at which dated rates others are brought to it. 设置计价货币和汇率。",
            "liveip money report-in CNY",
            "liveip money import eurofxref-hist.csv",
            "liveip money set USD CNY 7.11 --source \"my bank\""
        )
        {
            json,
            CreateReportIn(runner),
            MoneyRateCommands.CreateSet(runner),
            MoneyImportCommand.Create(runner),
            MoneyRateCommands.CreateRates(runner),
            MoneyRateCommands.CreateRemove(runner),
        };
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                var answer = await host.Money.GetMoneySettingsAsync(new(), cancellationToken: cancellationToken);
                if (parsed.GetValue(json))
                {
                    await runner.Output.WriteLineAsync(Json.Answer(answer));
                    return ExitCodes.Done;
                }

                Tell(runner.Console, answer.ReportingCurrency);
                foreach (var price in answer.CoinPrices)
                {
                    runner.Console.MarkupLine(
                        $"[grey]1 {Tone.Text(price.Coin)} = {Tone.Number(price.Amount)} {Tone.Text(price.Currency)} ({Tone.Text(price.Source)})[/]"
                    );
                }

                return ExitCodes.Done;
            }
        );
        return command;
    }

    private static DocumentedCommand CreateReportIn(CommandRunner runner)
    {
        var currency = new Argument<string>("currency") { Description = "ISO 4217 code, as in CNY; none to convert nothing" };
        var command = new DocumentedCommand(
            "report-in",
            "Choose the currency that scores count money in. 选择计价货币。",
            "liveip money report-in CNY",
            "liveip money report-in none"
        )
        {
            currency,
        };
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                var chosen = CurrencyWords.Code(parsed.GetValue(currency)!);
                var answer = await host.Money.UpdateMoneySettingsAsync(
                    new() { ReportingCurrency = chosen == "NONE" ? "" : chosen },
                    cancellationToken: cancellationToken
                );
                Tell(runner.Console, answer.ReportingCurrency);
                return ExitCodes.Done;
            }
        );
        return command;
    }

    private static void Tell(IAnsiConsole console, string currency) =>
        console.MarkupLine(
            currency.Length > 0
                ? $"Scores count money in [bold]{Tone.Text(currency)}[/]."
                : "Nothing is converted: a channel with money in several currencies has no sum. See: liveip money report-in --help"
        );
}
