using System.CommandLine;
using Google.Protobuf.Collections;
using LiveIp.Cli.Help;
using LiveIp.Cli.Output;
using LiveIp.V1;
using Spectre.Console;

namespace LiveIp.Cli.Commands;

/// <summary><c>liveip status</c></summary>
internal static class StatusCommand
{
    public static Command Create(CommandRunner runner)
    {
        var json = Json.Option();
        var command = new DocumentedCommand(
            "status",
            "How the host and each connection are; exit code 4 when a connection is not online. 查看主机与各连接的状态。",
            "liveip status",
            "liveip status --json | jq '.connections[] | .state'"
        )
        {
            json,
        };
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                var about = await host.Host.GetHostAsync(new GetHostRequest(), cancellationToken: cancellationToken);
                var answer = await host.Connections.ListConnectionsAsync(
                    new ListConnectionsRequest(),
                    cancellationToken: cancellationToken
                );
                if (parsed.GetValue(json))
                {
                    var connections = string.Join(',', answer.Connections.Select(Json.Answer));
                    await runner.Output.WriteLineAsync($$"""{"host":{{Json.Answer(about)}},"connections":[{{connections}}]}""");
                }
                else
                {
                    Write(runner.Console, about, answer.Connections);
                }

                return answer.Connections.All(static c => c.State is ConnectionState.Online or ConnectionState.Stopped)
                    ? ExitCodes.Done
                    : ExitCodes.Degraded;
            }
        );
        return command;
    }

    private static void Write(IAnsiConsole console, GetHostResponse about, RepeatedField<V1.Connection> connections)
    {
        console.MarkupLine(
            $"LiveIp {Tone.Text(about.Version)}, log at {about.LastSequence}, {about.ConnectionsOnline} of {about.ConnectionsTotal} online"
        );
        if (connections.Count == 0)
        {
            console.MarkupLine("No channel is followed yet. See: liveip channels add --help");
            return;
        }

        var table = new Table().AddColumns("channel", "platform", "state", "events/s", "events", "heard", "detail");
        foreach (var c in connections)
        {
            table.AddRow(
                Tone.Text(c.DisplayName.Length > 0 ? $"{c.DisplayName} ({c.Channel})" : c.Channel),
                Tone.Platform(c.Platform),
                Tone.State(c.State) + (c.Stalled ? " [red]stalled[/]" : ""),
                Tone.Number(c.EventsPerSecond),
                Tone.Number(c.Events),
                c.LastHeardAt is null ? "never" : $"{Tone.Number(Math.Round(c.SecondsSinceHeard, 1))} s ago",
                Tone.Text(c.Detail)
            );
        }

        console.Write(table);
    }
}
