using System.CommandLine;
using LiveIp.Cli.Help;
using LiveIp.Cli.Output;
using LiveIp.V1;
using Spectre.Console;

namespace LiveIp.Cli.Commands.Reports;

/// <summary><c>liveip report</c></summary>
internal static class ReportCommand
{
    public static Command Create(CommandRunner runner)
    {
        var broadcast = new Argument<string>("broadcast")
        {
            Description = "Name of a broadcast, broadcasts/42 or 42; the last if absent. 直播名称，默认为最近一场",
            DefaultValueFactory = _ => "last",
        };
        var format = new Option<string>("--format")
        {
            Description = "html (one file with charts), md, json or csv (every minute)",
            DefaultValueFactory = _ => "html",
        };
        format.AcceptOnlyFromAmong("html", "md", "json", "csv");
        var profile = new Option<string>("--profile") { Description = "Profile that judges, profiles/mine; the default if absent" };
        var output = new Option<FileInfo?>("--output") { Description = "File to write; standard output if absent" };
        var command = new DocumentedCommand(
            "report",
            "One page about a broadcast: numbers, score, peaks, what was missing, what to stream next. 生成一场直播的报告。",
            "liveip report --output last.html",
            "liveip report broadcasts/42 --language zh --output 42.html",
            "liveip report last --format md"
        )
        {
            broadcast,
            format,
            profile,
            output,
        };
        var language = new Language(command);
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                var name = parsed.GetValue(broadcast)!;
                var answer = await host.Reports.GetReportAsync(
                    new()
                    {
                        Broadcast = name.StartsWith("broadcasts/", StringComparison.Ordinal) ? name : $"broadcasts/{name}",
                        Format = parsed.GetValue(format) switch
                        {
                            "md" => ReportFormat.Markdown,
                            "json" => ReportFormat.Json,
                            "csv" => ReportFormat.Csv,
                            _ => ReportFormat.Html,
                        },
                        Language = language.Code(parsed),
                        Profile = parsed.GetValue(profile) ?? "",
                    },
                    cancellationToken: cancellationToken
                );
                if (parsed.GetValue(output) is not { } file)
                {
                    // Titles are taken care of by the host; nothing else in it is written by others.
                    await runner.Output.WriteAsync(answer.Content.ToStringUtf8());
                    return ExitCodes.Done;
                }

                await WholeFile.WriteAsync(
                    file,
                    (stream, cancellation) => stream.WriteAsync(answer.Content.Memory, cancellation),
                    cancellationToken
                );
                runner.Console.MarkupLine($"{answer.Content.Length} bytes written to {Tone.Text(file.FullName)}");
                return ExitCodes.Done;
            }
        );
        return command;
    }
}
