using System.CommandLine;
using LiveIp.Cli.Help;

namespace LiveIp.Cli.Commands.Polls;

/// <summary><c>liveip poll</c>, with <c>start</c>, <c>end</c>, <c>show</c>, <c>list</c> and <c>watch</c></summary>
internal static class PollCommand
{
    public static Command Create(CommandRunner runner)
    {
        var command = new DocumentedCommand(
            "poll",
            "Hold one poll on all channels. Exit code 5 when it is not known whether it is there. 在所有频道同时发起投票。",
            "liveip poll \"Tea or coffee?\" Tea Coffee --seconds 60",
            "liveip poll \"下一首？\" 星夜 晴天 --channel abc --channel def",
            "liveip poll end"
        )
        {
            Start(runner),
            PollEndCommand.Create(runner),
            PollShowCommands.CreateShow(runner),
            PollListCommand.Create(runner),
            PollShowCommands.CreateWatch(runner),
        };
        PollStart.Give(runner, command);
        return command;
    }

    private static DocumentedCommand Start(CommandRunner runner)
    {
        var command = new DocumentedCommand(
            "start",
            "The same as 'poll' alone. 发起投票。",
            "liveip poll start \"Tea or coffee?\" Tea Coffee --seconds 60",
            "liveip poll start \"Tea or coffee?\" Tea Coffee --dry-run"
        );
        PollStart.Give(runner, command);
        return command;
    }
}
