using System.CommandLine;
using LiveIp.Cli.Output;
using LiveIp.V1;
using Spectre.Console;

namespace LiveIp.Cli.Commands;

/// <summary><c>liveip status</c></summary>
internal static class StatusCommand
{
    public static Command Create(CommandRunner runner)
    {
        var command = new Command(
            "status",
            "How the host and each connection are. Exit code 4 when a connection is not online. 查看主机与各连接的状态。"
        );
        runner.On(
            command,
            async (_, host, cancellationToken) =>
            {
                var about = await host.Host.GetHostAsync(new GetHostRequest(), cancellationToken: cancellationToken);
                var connections = await host.Connections.ListConnectionsAsync(
                    new ListConnectionsRequest(),
                    cancellationToken: cancellationToken
                );
                runner.Console.MarkupLineInterpolated(
                    $"LiveIp {about.Version}, log at {about.LastSequence}, {about.ConnectionsOnline} of {about.ConnectionsTotal} online"
                );
                var table = new Table().AddColumns("channel", "platform", "state", "events/s", "events", "heard", "detail");
                foreach (var c in connections.Connections)
                {
                    table.AddRow(
                        Tone.Text(c.DisplayName.Length > 0 ? $"{c.DisplayName} ({c.Channel})" : c.Channel),
                        Tone.Platform(c.Platform),
                        Tone.State(c.State) + (c.Stalled ? " [red]stalled[/]" : ""),
                        Tone.Number(c.EventsPerSecond),
                        Tone.Number(c.Events),
                        c.LastHeardAt is null ? "never" : $"{c.SecondsSinceHeard:0.0} s ago",
                        Tone.Text(c.Detail)
                    );
                }

                runner.Console.Write(table);
                return connections.Connections.All(c => c.State is ConnectionState.Online or ConnectionState.Stopped)
                    ? ExitCodes.Done
                    : ExitCodes.Degraded;
            }
        );
        return command;
    }
}
