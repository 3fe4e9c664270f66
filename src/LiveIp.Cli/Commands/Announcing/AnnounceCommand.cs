using System.CommandLine;
using LiveIp.Cli.Commands.Broadcasts;
using LiveIp.Cli.Commands.Posts;
using LiveIp.Cli.Help;
using LiveIp.Cli.Output;
using LiveIp.V1;
using Spectre.Console;

namespace LiveIp.Cli.Commands.Announcing;

/// <summary><c>liveip announce</c>: the live announcer, with <c>on</c>, <c>off</c>, <c>status</c>, <c>preview</c>, <c>now</c> and <c>for</c></summary>
internal static class AnnounceCommand
{
    public static Command Create(CommandRunner runner) =>
        new DocumentedCommand(
            "announce",
            "Tell the networks once when a broadcast begins, and how it ended. 开播自动通知。",
            "liveip announce on --to discord --language zh",
            "liveip announce status",
            "liveip announce preview",
            "liveip announce for broadcasts/7 --skip"
        )
        {
            AnnounceSettings.On(runner),
            AnnounceSettings.Off(runner),
            Status(runner),
            Preview(runner),
            Now(runner),
            AnnounceSettings.For(runner),
        };

    private static DocumentedCommand Status(CommandRunner runner)
    {
        var command = new DocumentedCommand(
            "status",
            "Whether it is on, and what it announced. 查看状态与历史。",
            "liveip announce status"
        );
        var (listing, language) = (new Listing(runner, command), new Language(command));
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                var say = language.Of(parsed);
                var settings = (await host.Announcements.GetAnnouncerAsync(new(), cancellationToken: cancellationToken)).Announcer;
                var answer = await host.Announcements.ListAnnouncementsAsync(new(), cancellationToken: cancellationToken);
                if (!listing.IsJson(parsed))
                {
                    runner.Console.MarkupLine(AnnouncementView.Settings(settings, say));
                }

                return await listing.WriteAsync(
                    parsed,
                    answer,
                    answer.Announcements,
                    AnnouncementView.Columns(say),
                    a => AnnouncementView.Row(a, say)
                );
            }
        );
        return command;
    }

    private static DocumentedCommand Preview(CommandRunner runner)
    {
        var broadcast = Broadcast("none means the one on air, else the last");
        var command = new DocumentedCommand(
            "preview",
            "What would stand where, to the letter; nothing is stored or sent. 预览。",
            "liveip announce preview",
            "liveip announce preview broadcasts/7"
        )
        {
            broadcast,
        };
        var (listing, language) = (new Listing(runner, command), new Language(command));
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                var say = language.Of(parsed);
                var answer = await host.Announcements.PreviewAnnouncementAsync(
                    new() { Broadcast = parsed.GetValue(broadcast) is { } name ? BroadcastNames.Of(name) : "" },
                    cancellationToken: cancellationToken
                );
                if (answer.LeftOut.Length > 0)
                {
                    await runner.NoteAsync(answer.LeftOut);
                }

                var both = answer
                    .Live.Select(p => (When: say("at the beginning", "开播时"), Preview: p))
                    .Concat(answer.Ended.Select(p => (When: say("after the end", "下播后"), Preview: p)));
                return await listing.WriteAsync(
                    parsed,
                    answer,
                    both,
                    [say("to", "去向"), say("when", "时间"), say("text", "正文")],
                    p =>
                        [
                            Tone.Text(p.Preview.Distributor),
                            p.When,
                            Tone.Text(p.Preview.Rendered?.Text ?? say("in a form of its own", "使用自己的格式")),
                        ]
                );
            }
        );
        return command;
    }

    private static DocumentedCommand Now(CommandRunner runner)
    {
        var broadcast = Broadcast("none means the one on air");
        var request = new Option<string>("--request-id")
        {
            Description = "As everywhere; a broadcast is announced once in any case",
            DefaultValueFactory = static _ => Guid.NewGuid().ToString("N"),
        };
        var command = new DocumentedCommand(
            "now",
            "Announce what is on air at once, also where the announcer is off or it is late; never twice. 立即通知。",
            "liveip announce now"
        )
        {
            broadcast,
            request,
        };
        var (listing, language) = (new Listing(runner, command), new Language(command));
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                var say = language.Of(parsed);
                var name = parsed.GetValue(broadcast) is { } given
                    ? BroadcastNames.Of(given)
                    : (await host.Broadcasts.ListBroadcastsAsync(new() { PageSize = 100 }, cancellationToken: cancellationToken))
                        .Broadcasts.FirstOrDefault(static b => b.EndTime is null)
                        ?.Name
                        ?? throw new CliException(say("Nothing is on air.", "当前没有直播。"), ExitCodes.Refused);
                var answer = await host.Announcements.AnnounceBroadcastAsync(
                    new() { Broadcast = name, RequestId = parsed.GetValue(request)! },
                    cancellationToken: cancellationToken
                );
                var announced = answer.Announcement;
                if (announced.Post.Length > 0)
                {
                    announced.Deliveries.Clear();
                    announced.Deliveries.Add(
                        (await DeliveryWatch.SettledAsync(runner, host, announced.Post, cancellationToken)).Deliveries
                    );
                }

                await listing.WriteAsync(parsed, answer, [announced], AnnouncementView.Columns(say), a => AnnouncementView.Row(a, say));
                return announced.Post.Length > 0 ? DeliveryView.ExitCode(announced.Deliveries) : ExitCodes.Refused;
            }
        );
        return command;
    }

    private static Argument<string?> Broadcast(string none) =>
        new("broadcast") { Description = $"broadcasts/{{id}}, or the id alone; {none}", Arity = ArgumentArity.ZeroOrOne };
}
