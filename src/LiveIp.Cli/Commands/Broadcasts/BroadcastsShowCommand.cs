using System.CommandLine;
using LiveIp.Cli.Commands.Moments;
using LiveIp.Cli.Help;
using LiveIp.Cli.Output;

namespace LiveIp.Cli.Commands.Broadcasts;

/// <summary><c>liveip broadcasts show</c></summary>
internal static class BroadcastsShowCommand
{
    public static Command Create(CommandRunner runner)
    {
        var name = new Argument<string>("broadcast") { Description = "As in 'broadcasts': broadcasts/{id}, or the id alone" };
        var command = new DocumentedCommand(
            "show",
            "One broadcast, channel by channel, with its markers and clips. 查看一场直播在各频道的情况。",
            "liveip broadcasts show 17",
            "liveip broadcasts show broadcasts/17 --json"
        )
        {
            name,
        };
        var view = new BroadcastView(runner, command);
        var language = new Language(command);
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                var answer = await host.Broadcasts.GetBroadcastAsync(
                    new() { Name = BroadcastNames.Of(parsed.GetValue(name)!) },
                    cancellationToken: cancellationToken
                );
                var code = await view.WriteAsync(parsed, answer, answer.Broadcast);
                if (!parsed.GetValue<bool>("--json") && answer.Broadcast.Parts.Any(static p => p.StartTime is not null))
                {
                    var moments = await host.Moments.ListMomentsAsync(
                        new() { Broadcast = answer.Broadcast.Name, PageSize = 1000 },
                        cancellationToken: cancellationToken
                    );
                    MomentText.Write(runner.Console, moments.Moments, language.Of(parsed));
                }

                return code;
            }
        );
        return command;
    }
}
