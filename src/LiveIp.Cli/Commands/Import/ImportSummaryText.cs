using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using LiveIp.Cli.Output;
using LiveIp.V1;
using Spectre.Console;

namespace LiveIp.Cli.Commands.Import;

/// <summary>What became of a file, in sentences.</summary>
internal static class ImportSummaryText
{
    public static void Write(IAnsiConsole console, string name, ImportSummary summary, bool dryRun)
    {
        console.MarkupLine($"{Tone.Text(name)}: {Counts(summary, dryRun)}, {summary.BadRecords} bad, in {Seconds(summary)} s.");
        if (summary.FirstAt is { } first && summary.LastAt is { } last)
        {
            console.MarkupLine($"  From {Time(first)} to {Time(last)} UTC, on {Tone.Platform(summary.Platform)}.");
        }

        foreach (var (what, times) in summary.LeftOut.OrderBy(static l => l.Key, StringComparer.Ordinal))
        {
            console.MarkupLine($"  Left out: {Tone.Text(what)}, {times} times.");
        }

        if (summary.Truncated.Length > 0)
        {
            console.MarkupLine($"  [yellow]The file is not whole[/]: {Tone.Text(summary.Truncated)}.");
        }
    }

    private static string Counts(ImportSummary summary, bool dryRun) =>
        dryRun ? $"{summary.Events} events, nothing written"
        : summary.Channel.Length == 0 ? $"{summary.Events} events"
        : $"{summary.Events} events into {Tone.Text(summary.Channel)}, {summary.Accepted} new, {summary.Repeated} there already";

    private static string Time(Timestamp time) => time.ToDateTimeOffset().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Seconds(ImportSummary summary) =>
        (summary.Elapsed?.ToTimeSpan().TotalSeconds ?? 0).ToString("0.0", CultureInfo.InvariantCulture);
}
