using System.CommandLine;
using Grpc.Core;
using LiveIp.Cli.Connection;
using LiveIp.Cli.Help;
using LiveIp.Cli.Output;
using LiveIp.V1;

namespace LiveIp.Cli.Commands.Import;

/// <summary><c>liveip import</c></summary>
internal static class ImportCommand
{
    public static Command Create(CommandRunner runner)
    {
        var json = new Option<bool>("--json") { Description = "One JSON object per report: estimate, progress, bad records, summary" };
        var command = new DocumentedCommand(
            "import",
            "Read recorded chats, or past broadcasts from the platforms, into the log; repeating it adds nothing twice. 导入录制的聊天记录或平台上的过往直播（可重复执行，不会重复写入）。",
            "liveip import chat.json.gz",
            "liveip import 录制-*.xml --dry-run",
            "liveip import day1.tsv day2.tsv --platform twitch --channel-id 123 --name foo",
            "liveip import day1.tsv --channel channels/abc --format tsv",
            "liveip import youtube --since 2026-01-01 --dry-run",
            "liveip import --since 2026-01-01"
        )
        {
            json,
        };
        var options = new ImportOptions(command);
        var language = new Language(command);
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                if (options.History.IsAsked(parsed.CommandResult))
                {
                    var history = new HistoryImports(runner, host, language.Of(parsed), parsed.GetValue(json));
                    return await history.RunAsync(
                        options.What(parsed),
                        channel => options.History.Request(parsed, channel, options.IsDryRun(parsed)),
                        cancellationToken
                    );
                }

                var code = ExitCodes.Done;
                foreach (var file in options.What(parsed).Select(static f => new FileInfo(f)))
                {
                    try
                    {
                        await ImportAsync(runner, host, options.Request(parsed, file), parsed.GetValue(json), cancellationToken);
                    }
                    catch (RpcException error)
                        when (!cancellationToken.IsCancellationRequested
                            && Failure.From(error, host.Address) is { ExitCode: ExitCodes.Refused } failure
                        )
                    {
                        // One file that is refused does not keep the others out.
                        await runner.NoteAsync($"{file.Name}: {string.Join(' ', failure.Sentences)}");
                        if (!file.Exists && file.Extension.Length == 0)
                        {
                            await runner.NoteAsync(
                                $"  To import past broadcasts from a platform: liveip import {file.Name} --since 2026-01-01"
                            );
                        }

                        code = ExitCodes.Refused;
                    }
                }

                return code;
            }
        );
        return command;
    }

    private static async Task ImportAsync(
        CommandRunner runner,
        HostConnection host,
        ImportRecordingRequest request,
        bool json,
        CancellationToken cancellationToken
    )
    {
        var name = Path.GetFileName(request.Path);
        using var call = host.Imports.ImportRecording(request, cancellationToken: cancellationToken);
        var reports = call.ResponseStream.ReadAllAsync(cancellationToken);
        if (json)
        {
            await foreach (var report in reports)
            {
                await runner.Output.WriteLineAsync(Json.Event(report));
            }

            return;
        }

        var summary = await ImportProgressBar.ShowAsync(
            runner.Console,
            name,
            reports,
            bad => runner.NoteAsync($"{name}: line {bad.Line} (byte {bad.Offset}) left out: {bad.Reason}")
        );
        ImportSummaryText.Write(runner.Console, name, summary, request.ValidateOnly);
    }
}
