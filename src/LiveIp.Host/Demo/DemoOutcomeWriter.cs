using System.Globalization;
using LiveIp.V1;
using Spectre.Console;

namespace LiveIp.Host.Demo;

/// <summary>Scores, their contributions and the suggestion as tables.</summary>
internal static class DemoOutcomeWriter
{
    private const int OptionsShown = 5;

    /// <summary>One of the founding document's formulas, with its terms.</summary>
    public static void WritePreset(IAnsiConsole console, Score score)
    {
        var value = score.HasValue ? Number(score.Value) : "no value";
        var table = new Table()
            .Title($"Score {Markup.Escape(score.Preset)}: {value} ({Markup.Escape(score.Label)})")
            .AddColumns("term", "metric", "weight", "input", "contribution");
        foreach (var term in score.Terms)
        {
            table.AddRow(
                Markup.Escape(term.Id),
                Markup.Escape(term.Metric),
                Number(term.Weight),
                term.HasInput ? Number(term.Input) : $"[grey]missing: {Markup.Escape(term.Missing)}[/]",
                term.HasContribution ? Number(term.Contribution) : ""
            );
        }

        console.Write(table);
    }

    /// <summary>The score by the creator's own usual, each contribution, and what it means in sentences.</summary>
    public static void WriteScore(IAnsiConsole console, BroadcastScore score, IEnumerable<string> sentences)
    {
        var value = score.HasValue ? score.Value.ToString("0.0", CultureInfo.InvariantCulture) : score.NoValue;
        console.MarkupLineInterpolated(
            CultureInfo.InvariantCulture,
            $"[bold]Score of the show: {value}[/]  {score.ProfileVersion}, beside {score.BaselineBroadcasts} earlier broadcasts{(score.Emulated ? ", emulated" : "")}"
        );
        var present = score
            .Contributions.Where(static c => c.HasContribution)
            .OrderByDescending(static c => Math.Abs(c.Contribution))
            .ToList();
        if (present.Count > 0)
        {
            var table = new Table()
                .Title("What made it: 50 is the usual, all points add up · 50 为平时水平，各项相加即得分")
                .AddColumns("metric", "channel on", "measured", "usual", "unit", "points", "");
            foreach (var c in present)
            {
                table.AddRow(
                    Markup.Escape(c.Metric),
                    Markup.Escape(c.Platform),
                    c.HasInput ? Number(Amount(c, c.Input)) : "",
                    c.HasUsual ? Number(Amount(c, c.Usual)) : "",
                    Markup.Escape(c.Currency.Length > 0 ? c.Currency : c.Unit),
                    Points(c.Contribution),
                    c.Noise ? "[grey]chance[/]" : ""
                );
            }

            console.Write(table);
        }

        foreach (var sentence in sentences)
        {
            console.MarkupLineInterpolated($"  · {sentence}");
        }

        foreach (var c in score.Conversions)
        {
            console.MarkupLineInterpolated(
                CultureInfo.InvariantCulture,
                $"[grey]  1 {c.Currency} = {c.Rate} {c.ReportingCurrency} ({c.Source})[/]"
            );
        }
    }

    private static double Amount(ScoreContribution term, double amount) => term.Currency.Length > 0 ? amount / 1e6 : amount;

    /// <summary>What to stream next, best first, and why.</summary>
    public static void WriteSuggestion(IAnsiConsole console, Suggestion suggestion)
    {
        console.MarkupLineInterpolated($"[bold]What to stream next[/] 下一场播什么: {suggestion.Summary}");
        console.MarkupLineInterpolated($"[grey]{suggestion.SummaryZh}[/]");
        if (suggestion.Options.Count == 0)
        {
            return;
        }

        var table = new Table().AddColumns("#", "labels", "expected score", "90 % within", "broadcasts", "chance", "why");
        foreach (var option in suggestion.Options.Take(OptionsShown))
        {
            table.AddRow(
                option.Rank.ToString(CultureInfo.InvariantCulture),
                Markup.Escape(
                    string.Join(", ", option.Labels.OrderBy(static l => l.Key, StringComparer.Ordinal).Select(static l => l.Value))
                ),
                option.HasExpectedScore ? Score(option.ExpectedScore) : "[grey]unknown[/]",
                option.HasLow && option.HasHigh ? $"{Score(option.Low)} to {Score(option.High)}" : "",
                option.Broadcasts.ToString(CultureInfo.InvariantCulture),
                option.Propensity.ToString("0.0 %", CultureInfo.InvariantCulture),
                Markup.Escape(option.Reason)
            );
        }

        console.Write(table);
        if (suggestion.Options.Count > OptionsShown)
        {
            console.MarkupLineInterpolated(
                CultureInfo.InvariantCulture,
                $"[grey]… and {suggestion.Options.Count - OptionsShown} more options (liveip suggest)[/]"
            );
        }
    }

    private static string Score(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);

    private static string Points(double value) => value.ToString("+0.0;-0.0;0.0", CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
