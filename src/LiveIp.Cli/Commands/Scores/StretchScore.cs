using LiveIp.Cli.Output;
using LiveIp.V1;
using Spectre.Console;

namespace LiveIp.Cli.Commands.Scores;

/// <summary>A preset of the founding document over a stretch of time, in a terminal.</summary>
internal static class StretchScore
{
    public static void Write(IAnsiConsole console, Score score)
    {
        var value = score.HasValue ? Tone.Number(score.Value) : Tone.Text(score.NoValue.Length > 0 ? score.NoValue : "no value");
        console.MarkupLine($"[bold]{value}[/] {Tone.Text(score.Preset)}: {Tone.Text(score.Label)} {Tone.Text(score.LabelZh)}");
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
        ScoreText.Excluded(console, score.Excluded);
    }
}
