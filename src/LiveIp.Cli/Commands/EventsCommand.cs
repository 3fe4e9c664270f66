using System.CommandLine;
using Google.Protobuf;
using Grpc.Core;
using LiveIp.Cli.Connection;
using LiveIp.Cli.Output;
using LiveIp.V1;
using Spectre.Console;

namespace LiveIp.Cli.Commands;

/// <summary><c>liveip watch</c> and <c>liveip events export</c></summary>
internal static class EventsCommand
{
    private static readonly JsonFormatter Json = new(JsonFormatter.Settings.Default.WithPreserveProtoFieldNames(false));

    public static Command CreateWatch(CommandRunner runner)
    {
        var json = new Option<bool>("--json") { Description = "One JSON object per line" };
        var fromStart = new Option<bool>("--from-start") { Description = "Begin at the beginning of the log" };
        var (platforms, kinds) = Filters();
        var command = new Command(
            "watch",
            """
            The live feed of all platforms. Ends with Ctrl+C; goes on by itself after a break of the connection. 实时查看所有平台的动态。

            Examples:
              liveip watch
              liveip watch --kind contribution --kind membership
              liveip watch --json --from-start | jq .
            """
        )
        {
            json,
            fromStart,
            platforms,
            kinds,
        };
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                var request = new WatchEventsRequest { Filter = Filter(parsed, platforms, kinds) };
                if (parsed.GetValue(fromStart))
                {
                    request.AfterSequence = 0;
                }

                var failures = 0;
                while (true)
                {
                    try
                    {
                        using var call = host.Events.WatchEvents(request, cancellationToken: cancellationToken);
                        await foreach (var response in call.ResponseStream.ReadAllAsync(cancellationToken))
                        {
                            (request.ResumeToken, failures) = (response.ResumeToken, 0);
                            await WriteAsync(runner, response, parsed.GetValue(json));
                        }
                    }
                    catch (RpcException error)
                        when (error.StatusCode == StatusCode.Unavailable && request.ResumeToken.Length > 0 && ++failures <= 20)
                    {
                        // The resume token makes the break invisible: nothing is lost, nothing comes twice.
                        await Task.Delay(TimeSpan.FromSeconds(Math.Min(failures, 5)), TimeProvider.System, cancellationToken);
                    }
                }
            }
        );
        return command;
    }

    public static Command Create(CommandRunner runner)
    {
        var output = new Option<FileInfo?>("--output") { Description = "File to write; standard output if absent" };
        var (platforms, kinds) = Filters();
        var export = new Command(
            "export",
            """
            Write the log as one JSON object per line. 导出事件日志。

            Example:
              liveip events export --platform twitch --output twitch.ndjson
            """
        )
        {
            output,
            platforms,
            kinds,
        };
        runner.On(
            export,
            async (parsed, host, cancellationToken) =>
            {
                var file = parsed.GetValue(output);
                await using var writer = file is null ? null : new StreamWriter(file.FullName);
                var request = new ListEventsRequest { Filter = Filter(parsed, platforms, kinds), PageSize = 1000 };
                var written = 0L;
                do
                {
                    var deadline = TimeProvider.System.GetUtcNow().UtcDateTime + ConnectionOptions.CallTimeout;
                    var page = await host.Events.ListEventsAsync(request, deadline: deadline, cancellationToken: cancellationToken);
                    foreach (var e in page.Events)
                    {
                        await (writer ?? runner.Output).WriteLineAsync(Json.Format(e));
                        written++;
                    }

                    request.PageToken = page.NextPageToken;
                } while (request.PageToken.Length > 0);

                if (file is not null)
                {
                    runner.Console.MarkupLineInterpolated($"{written} events written to {file.FullName}");
                }

                return ExitCodes.Done;
            }
        );
        return new Command("events", "The log. 事件日志。") { export };
    }

    private static async Task WriteAsync(CommandRunner runner, WatchEventsResponse response, bool json)
    {
        foreach (var e in response.Events)
        {
            if (json)
            {
                await runner.Output.WriteLineAsync(Json.Format(e));
            }
            else
            {
                runner.Console.MarkupLine(EventLine.Render(e));
            }
        }

        if (response.Skipped is { } skipped && !json)
        {
            runner.Console.MarkupLineInterpolated(
                $"[red]events {skipped.FromSequence} to {skipped.ToSequence} are no longer in the log: {skipped.Reason}[/]"
            );
        }
    }

    private static (Option<string[]> Platforms, Option<string[]> Kinds) Filters() =>
        (
            new Option<string[]>("--platform") { Description = "Only this platform; may be repeated" },
            new Option<string[]>("--kind") { Description = "Only this kind (chat_message, contribution, …); may be repeated" }
        );

    private static EventFilter Filter(ParseResult parsed, Option<string[]> platforms, Option<string[]> kinds)
    {
        var filter = new EventFilter();
        filter.Platforms.Add(parsed.GetValue(platforms) ?? []);
        filter.Kinds.Add(parsed.GetValue(kinds) ?? []);
        return filter;
    }
}
