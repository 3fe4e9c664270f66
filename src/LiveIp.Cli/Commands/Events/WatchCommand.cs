using System.CommandLine;
using Grpc.Core;
using LiveIp.Cli.Connection;
using LiveIp.Cli.Help;
using LiveIp.Cli.Output;
using LiveIp.V1;
using Spectre.Console;

namespace LiveIp.Cli.Commands.Events;

/// <summary><c>liveip watch</c></summary>
internal static class WatchCommand
{
    public static Command Create(CommandRunner runner)
    {
        var json = new Option<bool>("--json") { Description = "One JSON object per line" };
        var fromStart = new Option<bool>("--from-start") { Description = "Begin at the beginning of the log" };
        var command = new DocumentedCommand(
            "watch",
            "The live feed of all platforms, until Ctrl+C; goes on by itself after a break. 实时查看所有平台的动态。",
            "liveip watch",
            "liveip watch --kind contribution --kind membership",
            "liveip watch --json --from-start | jq ."
        )
        {
            json,
            fromStart,
        };
        var filter = new EventFilterOptions(command);
        runner.On(
            command,
            (parsed, host, cancellationToken) =>
            {
                var request = new WatchEventsRequest { Filter = filter.Read(parsed) };
                if (parsed.GetValue(fromStart))
                {
                    request.AfterSequence = 0;
                }

                return WatchAsync(runner, host, request, parsed.GetValue(json), cancellationToken);
            },
            whenCancelled: ExitCodes.Done
        );
        return command;
    }

    private static async Task<int> WatchAsync(
        CommandRunner runner,
        HostConnection host,
        WatchEventsRequest request,
        bool json,
        CancellationToken cancellationToken
    )
    {
        var reconnect = new Reconnect(runner);
        while (true)
        {
            var why = "the host ended the stream";
            try
            {
                using var call = host.Events.WatchEvents(request, cancellationToken: cancellationToken);
                await foreach (var response in call.ResponseStream.ReadAllAsync(cancellationToken))
                {
                    await reconnect.SucceededAsync();
                    await WriteAsync(runner, response, json);
                    // Behind the writing: what was not written is asked for again.
                    request.ResumeToken = response.ResumeToken;
                }
            }
            catch (RpcException error)
                when (!cancellationToken.IsCancellationRequested && request.ResumeToken.Length > 0 && reconnect.MayTryAgain(error))
            {
                // The resume token makes the break invisible: nothing is lost, nothing comes twice.
                why = error.StatusCode.ToString();
            }

            await reconnect.PauseAsync(why, cancellationToken);
        }
    }

    private static async Task WriteAsync(CommandRunner runner, WatchEventsResponse response, bool json)
    {
        foreach (var e in response.Events)
        {
            if (json)
            {
                await runner.Output.WriteLineAsync(Json.Event(e));
            }
            else
            {
                runner.Console.MarkupLine(EventLine.Render(e));
            }
        }

        // On standard error in both forms: a program that reads the lines must not take a hole for silence.
        if (response.Skipped is { } skipped)
        {
            await runner.NoteAsync($"Events {skipped.FromSequence} to {skipped.ToSequence} were left out: {skipped.Reason}.");
        }
    }
}
