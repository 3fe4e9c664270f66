using System.CommandLine;
using LiveIp.Cli.Help;

namespace LiveIp.Cli.Commands.Polls;

/// <summary><c>liveip poll end</c></summary>
internal static class PollEndCommand
{
    public static Command Create(CommandRunner runner)
    {
        var name = new Argument<string?>("poll")
        {
            Description = "polls/{id}, or the id alone; else the newest",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new DocumentedCommand(
            "end",
            "End a poll before its time, and show its result. 提前结束投票。",
            "liveip poll end",
            "liveip poll end polls/k7m2x9q4ab3c"
        )
        {
            name,
        };
        var view = new PollView(runner, command);
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                var answer = await host.Polls.EndPollAsync(
                    new()
                    {
                        Name = await PollNames.MeantAsync(parsed.GetValue(name), host, cancellationToken),
                        RequestId = Guid.NewGuid().ToString("N"),
                    },
                    deadline: Acting.Deadline,
                    cancellationToken: cancellationToken
                );
                return await view.WriteAsync(parsed, answer, answer.Poll);
            }
        );
        return command;
    }
}
