using System.CommandLine;
using System.Globalization;
using LiveIp.Cli.Commands.Scores;
using LiveIp.Cli.Help;
using LiveIp.Cli.Output;
using LiveIp.V1;
using Spectre.Console;

namespace LiveIp.Cli.Commands.Strategy;

/// <summary><c>liveip backtest</c></summary>
internal static class BackTestCommand
{
    public static Command Create(CommandRunner runner)
    {
        var seed = new Option<ulong>("--seed") { Description = "Of resampling and ties; equal seeds give equal answers" };
        var profile = ScoreOptions.Profile();
        var json = Json.Option();
        var command = new DocumentedCommand(
            "backtest",
            "What the suggestions would have been worth on your own history, beside plain ways of choosing. 用自己的历史检验建议。",
            "liveip backtest",
            "liveip backtest --json"
        )
        {
            seed,
            profile,
            json,
        };
        var language = new Language(command);
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                var request = new BackTestRequest { Seed = parsed.GetValue(seed), Profile = ScoreNames.Profile(parsed.GetValue(profile)) };
                var answer = await host.Strategy.BackTestAsync(request, cancellationToken: cancellationToken);
                if (parsed.GetValue(json))
                {
                    await runner.Output.WriteLineAsync(Json.Answer(answer));
                }
                else
                {
                    Write(runner.Console, answer, language.Of(parsed));
                }

                return ExitCodes.Done;
            }
        );
        return command;
    }

    private static void Write(IAnsiConsole console, BackTestResponse answer, Func<string, string, string> say)
    {
        console.MarkupLine($"[bold]{Tone.Text(say(answer.Verdict, answer.VerdictZh))}[/]");
        if (answer.Estimates.Count > 0)
        {
            console.Write(Estimates(answer, say));
        }

        foreach (var excluded in answer.Excluded)
        {
            console.MarkupLine(
                $"[yellow]{Tone.Platform(excluded.Platform)} {say("is not in it", "未计入")}: {Tone.Text(excluded.Reason)}[/]"
            );
        }

        console.MarkupLine(
            $"[grey]{say($"{answer.Broadcasts} broadcasts with labels and a score, {answer.Steps} steps", $"{answer.Broadcasts} 场有标签和评分的直播，{answer.Steps} 步")}, {Tone.Text(answer.ProfileVersion)}, {say("seed", "种子")} {answer.Seed}[/]"
        );
    }

    private static Table Estimates(BackTestResponse answer, Func<string, string, string> say)
    {
        var table = new Table().AddColumns(
            say("way of choosing", "选择方式"),
            say("estimator", "估计方法"),
            say("score per broadcast", "每场得分"),
            say("90 % interval", "90% 区间"),
            say("worth broadcasts", "有效场数"),
            say("note", "说明")
        );
        foreach (var e in answer.Estimates)
        {
            table.AddRow(
                Tone.Text(e.Policy),
                Tone.Text(e.Estimator),
                e.HasMeanScore ? Points(e.MeanScore) : $"[grey]{say("no value", "无数值")}[/]",
                e.HasLow ? $"{Points(e.Low)} – {Points(e.High)}" : "",
                e.EffectiveSampleSize > 0 ? Points(e.EffectiveSampleSize) : "",
                $"[grey]{Tone.Text(e.Refusal)}[/]"
            );
        }

        return table;
    }

    private static string Points(double score) => score.ToString("0.0", CultureInfo.InvariantCulture);
}
