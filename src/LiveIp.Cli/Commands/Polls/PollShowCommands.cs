using System.CommandLine;
using LiveIp.Cli.Help;

namespace LiveIp.Cli.Commands.Polls;

/// <summary><c>liveip poll show</c> and <c>liveip poll watch</c></summary>
internal static class PollShowCommands
{
    public static Command CreateShow(CommandRunner runner)
    {
        var name = Name();
        var command = new DocumentedCommand(
            "show",
            "How a poll stands, channel by channel. 查看投票结果。",
            "liveip poll show",
            "liveip poll show k7m2x9q4ab3c --json"
        )
        {
            name,
        };
        var view = new PollView(runner, command);
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                var answer = await host.Polls.GetPollAsync(
                    new() { Name = await PollNames.MeantAsync(parsed.GetValue(name), host, cancellationToken) },
                    cancellationToken: cancellationToken
                );
                return await view.WriteAsync(parsed, answer, answer.Poll);
            }
        );
        return command;
    }

    public static Command CreateWatch(CommandRunner runner)
    {
        var name = Name();
        var command = new DocumentedCommand(
            "watch",
            "Follow a poll until it is over; with --json, each of its states as a line. 实时查看投票。",
            "liveip poll watch",
            "liveip poll watch --json"
        )
        {
            name,
        };
        var view = new PollView(runner, command);
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
                await view.FollowAsync(
                    parsed,
                    host,
                    await PollNames.MeantAsync(parsed.GetValue(name), host, cancellationToken),
                    each: true,
                    cancellationToken
                )
        );
        return command;
    }

    private static Argument<string?> Name() =>
        new("poll") { Description = "polls/{id}, or the id alone; else the newest", Arity = ArgumentArity.ZeroOrOne };
}
