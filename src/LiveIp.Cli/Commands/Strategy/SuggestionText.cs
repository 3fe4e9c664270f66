using System.Globalization;
using LiveIp.Cli.Output;
using LiveIp.V1;
using Spectre.Console;

namespace LiveIp.Cli.Commands.Strategy;

/// <summary>A suggestion for people: the answer first, then the options, then what is not in it.</summary>
internal static class SuggestionText
{
    /// <summary>A table of all 200 is for a program.</summary>
    private const int MostShown = 10;

    /// <param name="console">Where to.</param>
    /// <param name="suggestion">What the host answered.</param>
    /// <param name="say">Chooses between an English and a Chinese sentence.</param>
    public static void Write(IAnsiConsole console, Suggestion suggestion, Func<string, string, string> say)
    {
        console.MarkupLine($"[bold]{Tone.Text(say(suggestion.Summary, suggestion.SummaryZh))}[/]");
        var notEnough = say(suggestion.NotEnoughHistory, suggestion.NotEnoughHistoryZh);
        if (notEnough.Length > 0 && suggestion.Summary != suggestion.NotEnoughHistory)
        {
            console.MarkupLine($"[yellow]{Tone.Text(notEnough)}[/]");
        }

        if (suggestion.Options.Count > 0)
        {
            console.Write(Options(suggestion, say));
            Rest(console, suggestion, say);
        }

        foreach (var removed in suggestion.Removed.Take(MostShown))
        {
            console.MarkupLine(
                $"[grey]{Tone.Text(OptionLabels.Write(removed.Labels))}: {Tone.Text(say(removed.Reason, removed.ReasonZh))}[/]"
            );
        }

        if (suggestion.LeftOut.Length > 0)
        {
            console.MarkupLine($"[grey]{Tone.Text(say(suggestion.LeftOut, suggestion.LeftOutZh))}[/]");
        }

        foreach (var excluded in suggestion.Excluded)
        {
            console.MarkupLine(
                $"[yellow]{Tone.Platform(excluded.Platform)} {say("is not in it", "未计入")}: {Tone.Text(excluded.Reason)}[/]"
            );
        }

        console.MarkupLine(
            $"[grey]{Tone.Text(suggestion.Name)}, {Tone.Text(suggestion.Policy)}, {say("seed", "种子")} {suggestion.Seed}, {Tone.Text(suggestion.ProfileVersion)}[/]"
        );
        console.MarkupLine(
            $"[grey]{say("When it was streamed, tell what it was", "播出之后请告知播了什么")}: liveip suggest record {Tone.Text(suggestion.Name)} topic=…[/]"
        );
    }

    private static Table Options(Suggestion suggestion, Func<string, string, string> say)
    {
        var table = new Table().AddColumns(
            say("what", "内容"),
            say("score", "得分"),
            say("90 % interval", "90% 区间"),
            say("broadcasts", "场数"),
            say("chance", "抽中概率"),
            say("why", "原因")
        );
        foreach (var o in suggestion.Options.Take(MostShown))
        {
            table.AddRow(
                Tone.Text(OptionLabels.Write(o.Labels)),
                o.HasExpectedScore ? Points(o.ExpectedScore) : $"[grey]{say("no value", "无数值")}[/]",
                o.HasLow ? $"{Points(o.Low)} – {Points(o.High)}" : "",
                Tone.Number(o.Broadcasts),
                $"{Tone.Number(Math.Round(100 * o.Propensity, 2))} %",
                Tone.Text(Join(say(o.Reason, o.ReasonZh), say(o.WhatWouldChange, o.WhatWouldChangeZh)))
            );
        }

        return table;
    }

    private static void Rest(IAnsiConsole console, Suggestion suggestion, Func<string, string, string> say)
    {
        if (suggestion.Options.Count is var all and > MostShown)
        {
            console.MarkupLine(
                $"[grey]{say($"and {all - MostShown} more (--json has them)", $"另有 {all - MostShown} 个（见 --json）")}[/]"
            );
        }

        if (suggestion.Options[0].HasExpectedScore)
        {
            var note = say(
                "A score of 50 is your usual, 10 points are one standard deviation of your own broadcasts. The interval is of the average; a single broadcast scatters further.",
                "50 分为平常水平，10 分为自己直播的一个标准差。区间针对平均值，单场波动更大。"
            );
            console.MarkupLine($"[grey]{note}[/]");
        }
    }

    private static string Join(string reason, string change) => change.Length == 0 ? reason : $"{reason} {change}";

    private static string Points(double score) => score.ToString("0", CultureInfo.InvariantCulture);
}
