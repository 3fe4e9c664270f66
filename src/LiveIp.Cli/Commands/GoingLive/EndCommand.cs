using System.CommandLine;
using LiveIp.Cli.Commands.Broadcasts;
using LiveIp.Cli.Connection;
using LiveIp.Cli.Help;
using LiveIp.V1;

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
                var meant = parsed.GetValue(name) is { } given ? BroadcastNames.Of(given) : await OnAirAsync(host, cancellationToken);
                var answer = await host.Broadcasts.EndBroadcastAsync(
                    new() { Name = meant, RequestId = Guid.NewGuid().ToString("N") },
                    cancellationToken: cancellationToken
                );
                return await progress.WriteAsync(parsed, answer, answer.Broadcast);
            }
        );
        return command;
    }

    /// <exception cref="CliException">There is none, or there are several.</exception>
    private static async Task<string> OnAirAsync(HostConnection host, CancellationToken cancellationToken)
    {
        var listed = await host.Broadcasts.ListBroadcastsAsync(
            new() { PageSize = 100, IncludePlanned = true },
            cancellationToken: cancellationToken
        );
        var found = listed
            .Broadcasts.Where(static b =>
                b.Plan.Length > 0 && b.State is Broadcast.Types.State.Live or Broadcast.Types.State.Starting or Broadcast.Types.State.Ending
            )
            .ToArray();
        return found switch
        {
            [var one] => one.Name,
            [] => throw new CliException(
                "Nothing that 'golive' began is on air. Name what is meant: liveip end broadcasts/plan-…",
                ExitCodes.Refused
            ),
            _ => throw new CliException(
                $"Several are on air, name one: {string.Join(", ", found.Select(static b => b.Name))}",
                ExitCodes.Refused
            ),
        };
    }
}
