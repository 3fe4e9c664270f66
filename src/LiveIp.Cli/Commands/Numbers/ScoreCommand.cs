using System.CommandLine;
using LiveIp.Cli.Help;
using LiveIp.Cli.Output;
using LiveIp.V1;
using Spectre.Console;

namespace LiveIp.Cli.Commands.Numbers;

/// <summary><c>liveip score</c></summary>
internal static class ScoreCommand
{
    public static Command Create(CommandRunner runner)
    {
        var preset = new Option<string>("--preset") { Description = "SeedPrinted or SeedAlphaW", DefaultValueFactory = _ => "SeedAlphaW" };
        var json = Json.Option();
        var command = new DocumentedCommand(
            "score",
            "The score with every term that made it; a term without a value is named. 查看评分及其构成。",
            "liveip score --since 2h",
            "liveip score --preset SeedPrinted --channel channels/abc"
        )
        {
            preset,
            json,
        };
        var stretch = new StretchOptions(command);
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                var request = new GetScoreRequest { Preset = parsed.GetValue(preset), StartTime = stretch.Start(parsed) };
                request.Channels.Add(stretch.Channels(parsed));
                var answer = await host.Scores.GetScoreAsync(request, cancellationToken: cancellationToken);
                if (parsed.GetValue(json))
                {
                    await runner.Output.WriteLineAsync(Json.Answer(answer));
                }
                else
                {
                    Write(runner.Console, answer.Score);
                }

                return ExitCodes.Done;
            }
        );
        return command;
    }

    private static void Write(IAnsiConsole console, Score score)
    {
        console.MarkupLine(
            $"[bold]{(score.HasValue ? Tone.Number(score.Value) : "no value")}[/] {Tone.Text(score.Preset)}: {Tone.Text(score.Label)} {Tone.Text(score.LabelZh)}"
        );
        // Two scores of different coverage do not compare.
        console.MarkupLine($"{Tone.Number(score.Coverage * 100)} % of the weights have a value; log at {score.AsOfSequence}");
        var table = new Table().AddColumns("term", "metric", "weight", "input", "unit", "contribution", "note");
        foreach (var t in score.Terms)
        {
            table.AddRow(
                Tone.Text(t.Id),
                Tone.Text(t.Metric),
                Tone.Number(t.Weight),
                t.HasInput ? Tone.Number(t.Input) : "[grey]missing[/]",
                Tone.Text(t.Unit),
                t.HasContribution ? Tone.Number(t.Contribution) : "",
                $"[grey]{Tone.Text(t.Missing)}[/]"
            );
        }

        console.Write(table);
        foreach (var excluded in score.Excluded)
        {
            console.MarkupLine($"[yellow]{Tone.Platform(excluded.Platform)} is not in it: {Tone.Text(excluded.Reason)}[/]");
        }
    }
}
