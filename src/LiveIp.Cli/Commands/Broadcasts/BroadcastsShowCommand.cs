using System.CommandLine;
using LiveIp.Cli.Help;

namespace LiveIp.Cli.Commands.Broadcasts;

/// <summary><c>liveip broadcasts show</c></summary>
internal static class BroadcastsShowCommand
{
    public static Command Create(CommandRunner runner)
    {
        var name = new Argument<string>("broadcast") { Description = "As in 'broadcasts': broadcasts/{id}, or the id alone" };
        var command = new DocumentedCommand(
            "show",
            "One broadcast, channel by channel. 查看一场直播在各频道的情况。",
            "liveip broadcasts show 17",
            "liveip broadcasts show broadcasts/17 --json"
        )
        {
            name,
        };
        var view = new BroadcastView(runner, command);
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                var answer = await host.Broadcasts.GetBroadcastAsync(
                    new() { Name = BroadcastNames.Of(parsed.GetValue(name)!) },
                    cancellationToken: cancellationToken
                );
                return await view.WriteAsync(parsed, answer, answer.Broadcast);
            }
        );
        return command;
    }
}
