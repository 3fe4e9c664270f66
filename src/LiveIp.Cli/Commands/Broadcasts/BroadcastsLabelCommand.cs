using System.CommandLine;
using LiveIp.Cli.Help;
using LiveIp.V1;

namespace LiveIp.Cli.Commands.Broadcasts;

/// <summary><c>liveip broadcasts label</c></summary>
internal static class BroadcastsLabelCommand
{
    public static Command Create(CommandRunner runner)
    {
        var name = new Argument<string>("broadcast") { Description = "As in 'broadcasts': broadcasts/{id}, or the id alone" };
        var labels = LabelWords.Argument(ArgumentArity.ZeroOrMore);
        var title = new Option<string?>("--title") { Description = "A title of your own; empty brings back the platform's" };
        var command = new DocumentedCommand(
            "label",
            "Say what a broadcast was, to compare it by: topic, time slot, format. 给直播加标签，用于比较。",
            "liveip broadcasts label 17 topic=coding slot=evening",
            "liveip broadcasts label 17 format= --title \"Building a parser\""
        )
        {
            name,
            labels,
            title,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(title) is null && (result.GetValue(labels) ?? []).Length == 0)
            {
                result.AddError("Give a label, as in topic=coding, or --title.");
            }
        });
        var view = new BroadcastView(runner, command);
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                var request = new UpdateBroadcastRequest { Name = BroadcastNames.Of(parsed.GetValue(name)!) };
                request.Labels.Add(LabelWords.Read(parsed.GetValue(labels) ?? []));
                if (parsed.GetValue(title) is { } given)
                {
                    request.Title = given;
                }

                var answer = await host.Broadcasts.UpdateBroadcastAsync(request, cancellationToken: cancellationToken);
                return await view.WriteAsync(parsed, answer, answer.Broadcast);
            }
        );
        return command;
    }
}
