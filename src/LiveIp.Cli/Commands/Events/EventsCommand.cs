using System.CommandLine;
using LiveIp.Cli.Connection;
using LiveIp.Cli.Help;
using LiveIp.Cli.Output;
using LiveIp.V1;
using Spectre.Console;

namespace LiveIp.Cli.Commands.Events;

/// <summary><c>liveip events export</c></summary>
internal static class EventsCommand
{
    public static Command Create(CommandRunner runner) =>
        new DocumentedCommand("events", "The log. 事件日志。", "liveip events export --output log.ndjson") { CreateExport(runner) };

    private static DocumentedCommand CreateExport(CommandRunner runner)
    {
        var output = new Option<FileInfo?>("--output") { Description = "File to write once all is read; standard output if absent" };
        var command = new DocumentedCommand(
            "export",
            "Write the log as one JSON object per line. 导出事件日志。",
            "liveip events export --platform twitch --output twitch.ndjson",
            "liveip events export --kind chat_message | wc -l"
        )
        {
            output,
        };
        var filter = new EventFilterOptions(command);
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                var request = new ListEventsRequest { Filter = filter.Read(parsed), PageSize = 1000 };
                if (parsed.GetValue(output) is not { } file)
                {
                    await WriteAsync(host, request, runner.Output, cancellationToken);
                    return ExitCodes.Done;
                }

                var written = await WriteAsync(host, request, file, cancellationToken);
                runner.Console.MarkupLine($"{written} events written to {Tone.Text(file.FullName)}");
                return ExitCodes.Done;
            }
        );
        return command;
    }

    // Whole or not at all: an export that breaks off leaves the file of the last one as it is.
    private static async Task<long> WriteAsync(
        HostConnection host,
        ListEventsRequest request,
        FileInfo file,
        CancellationToken cancellationToken
    )
    {
        var draft = file.FullName + ".part";
        try
        {
            long written;
            await using (var writer = new StreamWriter(draft))
            {
                written = await WriteAsync(host, request, writer, cancellationToken);
            }

            File.Move(draft, file.FullName, overwrite: true);
            return written;
        }
        finally
        {
            // Does nothing when it was moved; throws, with a sentence, only where the directory is gone as well.
            if (File.Exists(draft))
            {
                File.Delete(draft);
            }
        }
    }

    private static async Task<long> WriteAsync(
        HostConnection host,
        ListEventsRequest request,
        TextWriter writer,
        CancellationToken cancellationToken
    )
    {
        var written = 0L;
        do
        {
            var page = await host.Events.ListEventsAsync(request, cancellationToken: cancellationToken);
            foreach (var e in page.Events)
            {
                await writer.WriteLineAsync(Json.Event(e));
                written++;
            }

            request.PageToken = page.NextPageToken;
        } while (request.PageToken.Length > 0);

        return written;
    }
}
