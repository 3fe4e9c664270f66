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
            "How the host, each connection, the platforms' quotas and the outbox are; exit code 4 when a connection is not online or posts do not leave. 查看主机、连接、配额与发布队列的状态。",
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
                var quotas = (await host.Quotas.ListQuotasAsync(new(), cancellationToken: cancellationToken)).Quotas;
                var outbox = (await host.Posts.GetOutboxAsync(new(), cancellationToken: cancellationToken)).Outbox;
                if (parsed.GetValue(json))
                {
                    var (connections, left) = (answer.Connections.Select(Json.Answer), quotas.Select(Json.Answer));
                    await runner.Output.WriteLineAsync(
                        $$"""{"host":{{Json.Answer(about)}},"connections":[{{string.Join(',', connections)}}],"quotas":[{{string.Join(',', left)}}],"outbox":{{Json.Answer(outbox)}}}"""
                    );
                }
                else
                {
                    Write(runner.Console, about, answer.Connections);
                    Write(runner.Console, quotas);
                    runner.Console.MarkupLine(OutboxLine.Of(outbox));
                }

                return !outbox.Late && answer.Connections.All(static c => c.State is ConnectionState.Online or ConnectionState.Stopped)
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

    private static void Write(IAnsiConsole console, RepeatedField<Quota> quotas)
    {
        foreach (var q in quotas)
        {
            var reserve = q.Reserve > 0 ? $" ({q.Reserve} of them only for what you ask for)" : "";
            var pace =
                q.RunOutTime is { } end ? $"; [red]at this pace used up at {Clock(end)}[/]"
                : q.UnitsPerHour > 0 ? $"; {Tone.Number(Math.Round(q.UnitsPerHour))} an hour, enough until then"
                : "";
            console.MarkupLine(
                $"{Tone.Platform(q.Platform)} {Tone.Text(q.Label)}: {q.Left} of {q.Limit} left{reserve}, new at {Clock(q.ResetTime)}{pace}"
            );
        }
    }

    private static string Clock(Google.Protobuf.WellKnownTypes.Timestamp time) =>
        Tone.Text(time.ToDateTimeOffset().ToLocalTime().ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture));
}
