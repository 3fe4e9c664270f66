using System.CommandLine;
using LiveIp.Cli.Connection;
using LiveIp.Cli.Help;
using LiveIp.Cli.Output;
using LiveIp.V1;
using Spectre.Console;

namespace LiveIp.Cli.Commands.Posts;

/// <summary><c>liveip post</c></summary>
internal static class PostCommand
{
    public static Command Create(CommandRunner runner)
    {
        var options = new PostOptions();
        var preview = new Option<bool>("--preview") { Description = "Show what would go where, to the letter; store and send nothing" };
        var noWait = new Option<bool>("--no-wait") { Description = "Return when it is stored, and not when it is known what became of it" };
        var request = Acting.RequestId();
        var command = new DocumentedCommand(
            "post",
            "Post on all networks that are set up. Exit code 5: not known whether it is there; 6: something is yours to publish. 在所有已设置的渠道发布。",
            "liveip post \"New video is up\" --link youtube=https://youtu.be/x --tag stars",
            "liveip post --title \"Starry night\" --kind live --link https://www.twitch.tv/me --preview",
            "liveip post \"Stream at eight\" --at 2026-05-01T18:00 --to discord",
            "liveip post \"The comet of last night\" --media comet.mp4 --alt \"A comet over a quiet lake\" --media-where-possible",
            "liveip post \"Tea at six\" --at 2026-05-01T18:00 --zone Asia/Shanghai --to discord/fans",
            "liveip post --kind schedule --title \"This week\" --slot 2026-05-01T18:00=Tea --slot 2026-05-03T20:30=Stars --zone Asia/Shanghai",
            "liveip post --kind recap --from broadcasts/7 --in zh --preview",
            "liveip post --kind clip --title \"The comet\" --hook \"Wait for the tail\" --from 7 --media comet.mp4 --media-where-possible"
        )
        {
            preview,
            noWait,
            request,
        };
        options.AddTo(command);
        var listing = new Listing(runner, command);
        var language = new Language(command);
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                var say = language.Of(parsed);
                var asked = await options.ReadAsync(parsed, host, cancellationToken);
                if (parsed.GetValue(preview))
                {
                    return await PreviewAsync(parsed, host, asked, runner.Console, listing, say, cancellationToken);
                }

                asked.RequestId = parsed.GetValue(request)!;
                var made = await host.Posts.CreatePostAsync(asked, cancellationToken: cancellationToken);
                var deliveries =
                    parsed.GetValue(noWait) || options.IsScheduled(parsed)
                        ? new ListDeliveriesResponse { Deliveries = { made.Deliveries } }
                        : await DeliveryWatch.SettledAsync(runner, host, made.Post.Name, cancellationToken);
                var rows = DeliveryView.Columns(say);
                await listing.WriteAsync(parsed, deliveries, deliveries.Deliveries, rows, d => DeliveryView.Row(d, say));
                if (!listing.IsJson(parsed))
                {
                    MediaView.WriteUnprobed(runner.Console, made.Post.Media, say);
                    HandoffView.Write(runner.Console, deliveries.Deliveries, say);
                }

                return DeliveryView.ExitCode(deliveries.Deliveries);
            }
        );
        return command;
    }

    private static async Task<int> PreviewAsync(
        ParseResult parsed,
        HostConnection host,
        CreatePostRequest asked,
        IAnsiConsole console,
        Listing listing,
        Func<string, string, string> say,
        CancellationToken cancellationToken
    )
    {
        var answer = await host.Posts.PreviewPostAsync(
            new()
            {
                Post = asked.Post,
                Distributors = { asked.Distributors },
                Media = { asked.Media },
                AllowMediaLeftOut = asked.AllowMediaLeftOut,
            },
            cancellationToken: cancellationToken
        );
        var code = await listing.WriteAsync(
            parsed,
            answer,
            answer.Previews,
            [say("to", "去向"), say("text", "正文"), say("length", "长度"), say("left out", "省略")],
            p =>
                [
                    Tone.Text(p.Distributor),
                    Tone.Text(p.Rendered?.Text ?? say("in a form of its own", "使用自己的格式")),
                    Tone.Text(p.Rendered is { MaxLength: > 0 } r ? $"{r.Length}/{r.MaxLength}" : ""),
                    Tone.Text(
                        string.Join(
                            ", ",
                            [.. p.Rendered?.LeftOut ?? [], .. p.MediaLeftOut.Length > 0 ? [p.MediaLeftOut] : Array.Empty<string>()]
                        )
                    ),
                ]
        );
        if (!listing.IsJson(parsed))
        {
            MediaView.Write(console, answer.Media, say);
        }

        return code;
    }
}
