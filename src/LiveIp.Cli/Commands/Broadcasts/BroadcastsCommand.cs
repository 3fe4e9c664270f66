using System.CommandLine;
using LiveIp.Cli.Help;
using LiveIp.Cli.Output;
using LiveIp.V1;

namespace LiveIp.Cli.Commands.Broadcasts;

/// <summary><c>liveip broadcasts</c>, with <c>show</c>, <c>label</c> and <c>record</c></summary>
internal static class BroadcastsCommand
{
    public static Command Create(CommandRunner runner)
    {
        var command = new DocumentedCommand(
            "broadcasts",
            "What was on air, newest first. 列出所有直播，最新的在前。",
            "liveip broadcasts",
            "liveip broadcasts show 17",
            "liveip broadcasts label 17 topic=coding slot=evening"
        )
        {
            BroadcastsShowCommand.Create(runner),
            BroadcastsLabelCommand.Create(runner),
            BroadcastsRecordCommand.Create(runner),
        };
        var listing = new Listing(runner, command);
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                var all = await Listing.AllAsync(
                    async token =>
                        await host.Broadcasts.ListBroadcastsAsync(
                            new() { PageSize = 1000, PageToken = token },
                            cancellationToken: cancellationToken
                        ),
                    static (all, page) =>
                    {
                        all.Broadcasts.Add(page.Broadcasts);
                        return page.NextPageToken;
                    }
                );
                string[] columns = ["broadcast", "began", "ended", "platforms", "title", "labels"];
                return await listing.WriteAsync(parsed, all, all.Broadcasts, columns, Row);
            }
        );
        return command;
    }

    private static string[] Row(Broadcast b) =>
        [
            Tone.Text(b.Name),
            Tone.Time(b.StartTime),
            b.State == Broadcast.Types.State.Live ? "[green]live[/]" : Tone.Time(b.EndTime),
            string.Join(", ", b.Parts.Select(static p => p.Platform).Distinct().Select(Tone.Platform)) + (b.Emulated ? " (emulated)" : ""),
            Tone.Text(b.Title),
            Tone.Text(LabelWords.Write(b.Labels)),
        ];
}
