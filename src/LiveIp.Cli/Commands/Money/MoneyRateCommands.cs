using System.CommandLine;
using LiveIp.Cli.Help;
using LiveIp.Cli.Output;
using LiveIp.V1;
using Spectre.Console;

namespace LiveIp.Cli.Commands.Money;

/// <summary><c>liveip money set</c>, <c>rates</c> and <c>remove</c></summary>
internal static class MoneyRateCommands
{
    public static Command CreateSet(CommandRunner runner)
    {
        var (from, to) = Pair();
        var rate = new Argument<double>("rate") { Description = "Units of the second currency for one of the first" };
        var date = CurrencyWords.DayOption("--date", "The day it is of, as in 2026-11-26; today if absent");
        var source = new Option<string>("--source") { Description = "Who says so", DefaultValueFactory = static _ => "set by hand" };
        var command = new DocumentedCommand(
            "set",
            "Set a rate of a day; it holds for ten days, or until there is a newer one. 设置某日汇率。",
            "liveip money set USD CNY 7.11",
            "liveip money set USD CNY 7.08 --date 2026-11-20 --source \"my bank\"",
            "liveip money set x-yt-jewel USD 0.01 --date 2026-01-01"
        )
        {
            from,
            to,
            rate,
            date,
            source,
        };
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                var set = new CurrencyRate
                {
                    Base = CurrencyWords.Code(parsed.GetValue(from)!),
                    Currency = CurrencyWords.Code(parsed.GetValue(to)!),
                    PerBase = parsed.GetValue(rate),
                    Date = parsed.GetValue(date) ?? CurrencyWords.Today(TimeProvider.System),
                    Source = parsed.GetValue(source),
                };
                await host.Money.SetCurrencyRatesAsync(new() { Rates = { set } }, cancellationToken: cancellationToken);
                runner.Console.MarkupLine(
                    $"1 {Tone.Text(set.Base)} = {Tone.Number(set.PerBase)} {Tone.Text(set.Currency)} on {Tone.Text(set.Date)}"
                );
                return ExitCodes.Done;
            }
        );
        return command;
    }

    public static Command CreateRates(CommandRunner runner)
    {
        var currency = new Option<string>("--currency") { Description = "Only pairs with this one" };
        var command = new DocumentedCommand(
            "rates",
            "All rates, by pair, the newest first. 列出汇率。",
            "liveip money rates --currency USD"
        )
        {
            currency,
        };
        var listing = new Listing(runner, command);
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                var answer = await Listing.AllAsync(
                    async token =>
                        await host.Money.ListCurrencyRatesAsync(
                            new()
                            {
                                Currency = CurrencyWords.Code(parsed.GetValue(currency) ?? ""),
                                PageSize = 1000,
                                PageToken = token,
                            },
                            cancellationToken: cancellationToken
                        ),
                    static (all, page) =>
                    {
                        all.Rates.Add(page.Rates);
                        return page.NextPageToken;
                    }
                );
                return await listing.WriteAsync(
                    parsed,
                    answer,
                    answer.Rates,
                    ["date", "one", "is worth", "of", "source"],
                    static r => [Tone.Text(r.Date), Tone.Text(r.Base), Tone.Number(r.PerBase), Tone.Text(r.Currency), Tone.Text(r.Source)]
                );
            }
        );
        return command;
    }

    public static Command CreateRemove(CommandRunner runner)
    {
        var (from, to) = Pair();
        var date = CurrencyWords.DayOption("--date", "One day alone; all of the pair if absent");
        var command = new DocumentedCommand("remove", "Remove rates of a pair. 删除汇率。", "liveip money remove USD CNY --date 2026-11-20")
        {
            from,
            to,
            date,
        };
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                var answer = await host.Money.DeleteCurrencyRatesAsync(
                    new()
                    {
                        Base = CurrencyWords.Code(parsed.GetValue(from)!),
                        Currency = CurrencyWords.Code(parsed.GetValue(to)!),
                        Date = parsed.GetValue(date) ?? "",
                    },
                    cancellationToken: cancellationToken
                );
                runner.Console.MarkupLine($"{answer.Deleted} removed");
                return ExitCodes.Done;
            }
        );
        return command;
    }

    private static (Argument<string> From, Argument<string> To) Pair() =>
        (
            new("one") { Description = "ISO 4217 code of which one unit is meant, as in USD, or a coin, as in x-yt-jewel" },
            new("of") { Description = "ISO 4217 code that it is worth so many of, as in CNY" }
        );
}
