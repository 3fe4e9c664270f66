using System.Globalization;
using System.Text.Json.Nodes;
using LiveIp.Contracts;
using LiveIp.Host.Demo.Comparison;
using LiveIp.V1;
using Spectre.Console;

namespace LiveIp.Host.Demo;

/// <summary>The demo's end: every count, sum and metric beside its truth; as tables and as JSON.</summary>
internal static class DemoReportWriter
{
    private const int SentencesShown = 10;
    private const int LinesShown = 20;

    public static void Write(IAnsiConsole console, IReadOnlyList<PlatformReport> reports)
    {
        WriteOccurrences(console, reports);
        WriteMetrics(console, reports);
    }

    /// <summary>What was lost, doubled, wrong or not disclosed, a sentence each.</summary>
    public static void WriteDifferences(IAnsiConsole console, IReadOnlyList<PlatformReport> reports)
    {
        foreach (var report in reports)
        {
            var metrics = report.Metrics.Where(m => !m.Holds).Select(m => $"{Name(m)} is {Number(m.Value)}, truly {Number(m.Truth)}");
            var sentences = report.Lost.Concat(report.Doubled).Concat(report.Wrong).Concat(report.Undisclosed).Concat(metrics).ToList();
            foreach (var sentence in sentences.Take(SentencesShown))
            {
                console.MarkupLineInterpolated($"[red]✗ {report.Platform}: {sentence}[/]");
            }

            if (sentences.Count > SentencesShown)
            {
                console.MarkupLineInterpolated($"[red]  … and {sentences.Count - SentencesShown} more[/]");
            }
        }
    }

    /// <summary>How many lines of a recording were played and logged, and which were not.</summary>
    /// <param name="recording">The emulators' account of it; null when the script was played.</param>
    public static void WriteRecording(IAnsiConsole console, IReadOnlyList<PlatformReport> reports, JsonObject? recording)
    {
        if (recording is null)
        {
            return;
        }

        var skipped = recording["skipped"]!.AsArray();
        foreach (var reason in skipped.GroupBy(s => (string?)s!["reason"]))
        {
            var numbers = string.Join(", ", reason.Take(LinesShown).Select(s => s!["line"]!.ToJsonString()));
            console.MarkupLineInterpolated(
                $"[yellow]{reason.Count()} line(s) left out, {reason.Key}: {numbers}{(reason.Count() > LinesShown ? ", …" : "")}[/]"
            );
        }

        var logged = reports.SelectMany(r => r.Metrics).Where(m => m.Metric == MetricIds.ChatMessages).Sum(m => m.Value ?? 0);
        console.MarkupLineInterpolated(
            $"Recording: {(int?)recording["lines"]} lines, {skipped.Count} left out (--json names each), {logged} logged."
        );
    }

    /// <param name="recording">The emulators' account of the recording that was played; null when the script was.</param>
    public static JsonObject ToJson(int exit, IReadOnlyList<PlatformReport> reports, JsonObject? recording)
    {
        var platforms = new JsonObject();
        foreach (var r in reports)
        {
            var metrics = new JsonObject();
            foreach (var m in r.Metrics)
            {
                metrics[Name(m)] =
                    m.Value is null && m.Truth is null
                        ? new JsonObject { ["value"] = "missing", ["truth"] = "missing" }
                        : new JsonObject { ["value"] = m.Value, ["truth"] = m.Truth };
            }

            platforms[r.Platform] = new JsonObject
            {
                ["delivered"] = r.Delivered,
                ["logged"] = r.Logged,
                ["lost"] = r.Lost.Count,
                ["doubled"] = r.Doubled.Count,
                ["wrong"] = r.Wrong.Count,
                ["unrecoverable"] = r.Unrecoverable,
                ["undisclosed"] = r.Undisclosed.Count,
                ["gaps"] = new JsonArray([
                    .. r.Gaps.Select(g => new JsonObject
                    {
                        ["from"] = g.From,
                        ["to"] = g.To,
                        ["seconds"] = g.Seconds,
                        ["cause"] = g.Cause,
                    }),
                ]),
                ["metrics"] = metrics,
            };
        }

        var json = new JsonObject { ["exit"] = exit, ["platforms"] = platforms };
        if (recording is not null)
        {
            json["recording"] = new JsonObject
            {
                ["lines"] = recording["lines"]?.DeepClone(),
                ["skipped"] = recording["skipped"]?.DeepClone(),
            };
        }

        return json;
    }

    private static void WriteOccurrences(IAnsiConsole console, IReadOnlyList<PlatformReport> reports)
    {
        var table = new Table()
            .Title("What happened, and what was logged")
            .AddColumns("platform", "happened", "logged", "lost", "doubled", "wrong", "unheard", "in gaps of", "");
        foreach (var r in reports)
        {
            table.AddRow(
                r.Platform,
                Number(r.Delivered),
                Number(r.Logged),
                Number(r.Lost.Count),
                Number(r.Doubled.Count),
                Number(r.Wrong.Count),
                Number(r.Unrecoverable),
                string.Join(" + ", r.Gaps.Select(g => string.Create(CultureInfo.InvariantCulture, $"{g.Seconds:0.0} s"))),
                r.Holds ? "[green]✓[/]" : "[red]✗[/]"
            );
        }

        console.Write(table);
    }

    private static void WriteMetrics(IAnsiConsole console, IReadOnlyList<PlatformReport> reports)
    {
        var table = new Table().Title("Metrics, each beside its truth").AddColumn("metric");
        foreach (var r in reports)
        {
            table.AddColumn(r.Platform).AddColumn("truth");
        }

        foreach (var name in reports.SelectMany(r => r.Metrics).Select(Name).Distinct())
        {
            var cells = reports.SelectMany(r => Cells(r.Metrics.FirstOrDefault(m => Name(m) == name)));
            table.AddRow([Markup.Escape(name), .. cells]);
        }

        console.Write(table);
    }

    private static IEnumerable<string> Cells(MetricCell? cell)
    {
        var colour = cell?.Holds == false ? "red" : "default";
        var money = cell?.Currency is { Length: > 0 } ? 1e6 : 1;
        return
        [
            cell?.Value is { } value ? $"[{colour}]{Number(value / money)}[/]" : $"[{(cell?.Holds == false ? "red" : "grey")}]missing[/]",
            cell?.Truth is { } truth ? Number(truth / money) : "[grey]–[/]",
        ];
    }

    private static string Name(MetricCell cell) => cell.Currency is { Length: > 0 } ? $"{cell.Metric} {cell.Currency}" : cell.Metric;

    private static string Number(double? value) => value is { } known ? Number(known) : "missing";

    private static string Number(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
