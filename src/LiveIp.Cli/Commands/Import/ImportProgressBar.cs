using LiveIp.Cli.Output;
using LiveIp.V1;
using Spectre.Console;

namespace LiveIp.Cli.Commands.Import;

/// <summary>A bar on a terminal; elsewhere, where it would fill a file with bars, nothing.</summary>
internal static class ImportProgressBar
{
    public static async Task<ImportSummary> ShowAsync(
        IAnsiConsole console,
        string name,
        IAsyncEnumerable<ImportRecordingResponse> reports,
        Func<BadRecord, Task> onBad
    )
    {
        if (!console.Profile.Out.IsTerminal)
        {
            return await FollowAsync(reports, onBad, static _ => { });
        }

        return await console
            .Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async context =>
            {
                var bar = context.AddTask(Tone.Text(name));
                var summary = await FollowAsync(
                    reports,
                    onBad,
                    progress =>
                    {
                        bar.MaxValue = Math.Max(1, progress.TotalBytes);
                        bar.Value = progress.BytesRead;
                        bar.Description = $"{Tone.Text(name)} [grey]{progress.Events} events, {progress.BadRecords} bad[/]";
                    }
                );
                bar.Value = bar.MaxValue;
                return summary;
            });
    }

    private static async Task<ImportSummary> FollowAsync(
        IAsyncEnumerable<ImportRecordingResponse> reports,
        Func<BadRecord, Task> onBad,
        Action<ImportProgress> onProgress
    )
    {
        ImportSummary? summary = null;
        await foreach (var report in reports)
        {
            switch (report.ReportCase)
            {
                case ImportRecordingResponse.ReportOneofCase.Progress:
                    onProgress(report.Progress);
                    break;
                case ImportRecordingResponse.ReportOneofCase.BadRecord:
                    await onBad(report.BadRecord);
                    break;
                case ImportRecordingResponse.ReportOneofCase.Summary:
                    summary = report.Summary;
                    break;
            }
        }

        return summary ?? throw new CliException("The host ended the import without a summary; repeat it.", ExitCodes.Refused);
    }
}
