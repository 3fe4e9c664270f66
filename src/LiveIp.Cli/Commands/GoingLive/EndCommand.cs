using System.CommandLine;
using LiveIp.Cli.Help;

namespace LiveIp.Cli.Commands.GoingLive;

/// <summary><c>liveip end</c></summary>
internal static class EndCommand
{
    public static Command Create(CommandRunner runner)
    {
        var name = new Argument<string?>("broadcast")
        {
            Description = "broadcasts/{id}, or the id alone; none means the one that is on air or being started",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new DocumentedCommand(
            "end",
            "End a broadcast that 'golive' began, or cancel it before. 结束由 golive 开始的直播，或取消计划。",
            "liveip end",
            "liveip end broadcasts/plan-k7m2x9q4ab3c"
        )
        {
            name,
        };
        var progress = new Progress(runner, command);
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                var meant = await BroadcastOnAir.NameAsync(parsed.GetValue(name), "liveip end", host, cancellationToken);
                var answer = await host.Broadcasts.EndBroadcastAsync(
                    new() { Name = meant, RequestId = Guid.NewGuid().ToString("N") },
                    cancellationToken: cancellationToken
                );
                return await progress.WriteAsync(parsed, answer, answer.Broadcast);
            }
        );
        return command;
    }
}
