using System.CommandLine;
using LiveIp.Cli.Help;

namespace LiveIp.Cli.Commands.GoingLive;

/// <summary><c>liveip change</c></summary>
internal static class ChangeCommand
{
    public static Command Create(CommandRunner runner)
    {
        var name = new Argument<string?>("broadcast")
        {
            Description = "broadcasts/{id}, or the id alone; none means the one that is on air or being started",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var options = new PlanOptions();
        var command = new DocumentedCommand(
            "change",
            "Change title, category and the like of a broadcast that 'golive' began, on air too. 修改直播标题、分类等，直播中也可以。",
            "liveip change --title \"Starry night, part two\"",
            "liveip change --category gaming --for abc:category=\"Elden Ring\"",
            "liveip change broadcasts/plan-k7m2x9q4ab3c --tag stars --tag music"
        )
        {
            name,
        };
        options.AddChangesTo(command);
        command.Validators.Add(result =>
        {
            if (!options.IsChangeGiven(result))
            {
                result.AddError("Say what to change, as in --title \"Starry night\".");
            }
        });
        var progress = new Progress(runner, command);
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                var request = options.ReadChanges(parsed);
                request.Name = await BroadcastOnAir.NameAsync(parsed.GetValue(name), "liveip change", host, cancellationToken);
                request.RequestId = Guid.NewGuid().ToString("N");
                var answer = await host.Broadcasts.UpdateBroadcastAsync(request, cancellationToken: cancellationToken);
                return await progress.WriteAsync(parsed, answer, answer.Broadcast);
            }
        );
        return command;
    }
}
