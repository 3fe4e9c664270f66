using System.CommandLine;
using LiveIp.Cli.Commands.Broadcasts;
using LiveIp.Cli.Connection;
using LiveIp.Cli.Help;
using LiveIp.V1;

namespace LiveIp.Cli.Commands.GoingLive;

/// <summary><c>liveip golive</c></summary>
internal static class GoLiveCommand
{
    public static Command Create(CommandRunner runner)
    {
        var options = new PlanOptions();
        var plan = new Option<string?>("--plan")
        {
            Description = "Go live with a broadcast that was planned before, or try its failed channels again: broadcasts/plan-{id}",
        };
        var announce = new Option<bool>("--announce")
        {
            Description = "Plan it for --start and make it on YouTube, so that viewers find it; go live later with --plan",
        };
        var dryRun = new Option<bool>("--dry-run") { Description = "Check everything, ask the platforms, change nothing" };
        var noWait = new Option<bool>("--no-wait")
        {
            Description = "Return when every channel waits for its encoder, and not when it is live",
        };
        var command = new DocumentedCommand(
            "golive",
            "Go live on all channels at once. 在所有频道上同时开播。",
            "liveip golive --title \"Starry night\" --category music --tag stars",
            "liveip golive --title \"Starry night\" --category gaming --for abc:category=\"Elden Ring\" --dry-run",
            "liveip golive --title \"Starry night\" --start 2026-05-01T20:00 --announce",
            "liveip golive --plan broadcasts/plan-k7m2x9q4ab3c"
        )
        {
            plan,
            announce,
            dryRun,
            noWait,
        };
        options.AddTo(command);
        command.Validators.Add(result =>
        {
            var isNew = result.GetValue(plan) is null;
            if (!isNew && options.IsAnyGiven(result))
            {
                result.AddError("--plan names what was planned already: title, channels and the like are not given again.");
            }

            if (result.GetValue(announce) && (!isNew || !options.HasStart(result)))
            {
                result.AddError("--announce is for a new broadcast, and needs --start.");
            }
        });
        var progress = new Progress(runner, command);
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                var name = parsed.GetValue(plan) is { } given ? BroadcastNames.Of(given) : null;
                if (name is null)
                {
                    var request = options.Read(parsed);
                    request.Announce = parsed.GetValue(announce);
                    request.ValidateOnly = parsed.GetValue(dryRun);
                    request.RequestId = Guid.NewGuid().ToString("N");
                    var created = await host.Broadcasts.CreateBroadcastAsync(request, cancellationToken: cancellationToken);
                    if (request.ValidateOnly || request.Announce)
                    {
                        return await progress.WriteAsync(parsed, created, created.Broadcast);
                    }

                    name = created.Broadcast.Name;
                }

                return await GoAsync(parsed, host, name, parsed.GetValue(dryRun), parsed.GetValue(noWait), progress, cancellationToken);
            }
        );
        return command;
    }

    private static async Task<int> GoAsync(
        ParseResult parsed,
        HostConnection host,
        string name,
        bool dryRun,
        bool noWait,
        Progress progress,
        CancellationToken cancellationToken
    )
    {
        var answer = await host.Broadcasts.GoLiveAsync(
            new()
            {
                Name = name,
                ValidateOnly = dryRun,
                RequestId = Guid.NewGuid().ToString("N"),
            },
            cancellationToken: cancellationToken
        );
        return dryRun || noWait
            ? await progress.WriteAsync(parsed, answer, answer.Broadcast)
            : await progress.FollowAsync(
                parsed,
                host,
                name,
                static channel => channel.State is BroadcastChannel.Types.State.Live or BroadcastChannel.Types.State.Ended,
                cancellationToken
            );
    }
}
