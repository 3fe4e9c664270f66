using LiveIp.Cli.Output;
using LiveIp.V1;
using Spectre.Console;

namespace LiveIp.Cli.Commands.Scores;

/// <summary>A broadcast's score in a terminal.</summary>
internal static class ScoreText
{
    public static void Write(IAnsiConsole console, BroadcastScore score)
    {
        console.MarkupLine(Head(score));
        foreach (var interval in score.Intervals)
        {
            console.MarkupLine($"[grey]{Meaning(interval.Kind)}: {Points(interval.Low)} to {Points(interval.High)}{Level(interval)}[/]");
        }

        console.MarkupLine(
            $"{Tone.Number(Math.Round(score.Coverage * 100, 1))} % of the weights have a value; measured against {score.BaselineBroadcasts} earlier broadcasts; log at {score.AsOfSequence}"
        );
        var table = new Table().AddColumns("metric", "platform", "weight %", "input", "usual", "unit", "points", "note");
        foreach (var c in score.Contributions)
        {
            table.AddRow(
                Tone.Text(c.Metric),
                Tone.Platform(c.Platform),
                Tone.Number(Math.Round(c.Weight * 100, 1)),
                c.HasInput ? Tone.Number(Amount(c, c.Input)) : "[grey]missing[/]",
                c.HasUsual ? Tone.Number(Math.Round(Amount(c, c.Usual), 2)) : "",
                Tone.Text(c.Currency.Length > 0 ? c.Currency : c.Unit),
                c.HasContribution ? Signed(c.Contribution) : "",
                c.Missing.Length > 0 ? $"[grey]{Tone.Text(c.Missing)}[/]"
                    : c.Noise ? "[grey]within chance[/]"
                    : ""
            );
        }

        console.Write(table);
        foreach (var c in score.Conversions)
        {
            var day = c.Date.Length > 0 ? $" on {Tone.Text(c.Date)}" : "";
            console.MarkupLine(
                $"[grey]1 {Tone.Text(c.Currency)} = {Tone.Number(c.Rate)} {Tone.Text(c.ReportingCurrency)}{day} ({Tone.Text(c.Source)})[/]"
            );
        }

        Excluded(console, score.Excluded);
    }

    /// <summary>One line.</summary>
    public static string Head(BroadcastScore score)
    {
        var value = score.HasValue ? Points(score.Value) : $"{Tone.Text(score.NoValue)} {Tone.Text(score.NoValueZh)}";
        var loss = score.HasLoss ? $", loss {Tone.Number(Math.Round(score.Loss, 3))}" : "";
        var emulated = score.Emulated ? " [yellow]emulated[/]" : "";
        return $"[bold]{value}[/] {Tone.Text(score.Broadcast)} by {Tone.Text(ScoreNames.Short(score.ProfileVersion))}{loss}{emulated}";
    }

    public static void Excluded(IAnsiConsole console, IEnumerable<ExcludedPlatform> excluded)
    {
        foreach (var platform in excluded)
        {
            console.MarkupLine($"[yellow]{Tone.Platform(platform.Platform)} is not in it: {Tone.Text(platform.Reason)}[/]");
        }
    }

    public static string Points(double points) => Tone.Number(Math.Round(points, 1));

    public static string Signed(double points) => (points < 0 ? "" : "+") + Tone.Number(Math.Round(points, 2));

    private static double Amount(ScoreContribution c, double amount) => c.Currency.Length > 0 ? amount / 1e6 : amount;

    private static string Level(ScoreInterval interval) => interval.Level > 0 ? $" ({Tone.Number(interval.Level * 100)} %)" : "";

    private static string Meaning(ScoreInterval.Types.Kind kind) =>
        kind switch
        {
            ScoreInterval.Types.Kind.Noise => "usual broadcasts lie within",
            ScoreInterval.Types.Kind.Baseline => "so sure is the usual",
            ScoreInterval.Types.Kind.WithinBroadcast => "so much hangs on single minutes",
            _ => "if what is missing had been far from the usual",
        };
}
