using System.CommandLine;
using LiveIp.Cli.Connection;
using LiveIp.Cli.Help;
using LiveIp.Cli.Output;
using LiveIp.V1;

namespace LiveIp.Cli.Commands.Posts;

/// <summary><c>liveip deliveries edit</c> and <c>delete</c>: what has left already is changed where the network has that.</summary>
internal static class PostChangeCommands
{
    public static Command Edit(CommandRunner runner)
    {
        var options = new PostOptions();
        var command = new DocumentedCommand(
            "edit",
            "Give a post another content, on every network that can edit. 修改已发布的内容。",
            "liveip deliveries edit posts/k7m2x9q4ab3c \"Stream at nine, not eight\"",
            "liveip deliveries edit posts/k7m2x9q4ab3c --kind recap --from broadcasts/7"
        );
        return Change(
            runner,
            command,
            () => options.AddContentTo(command),
            async (parsed, name, request, host, token) =>
                await host.Posts.EditPostAsync(
                    new()
                    {
                        Name = name,
                        Post = await options.ContentAsync(parsed, host, token),
                        RequestId = request,
                    },
                    cancellationToken: token
                )
        );
    }

    public static Command Delete(CommandRunner runner)
    {
        var command = new DocumentedCommand(
            "delete",
            "Take a post back: cancel what has not left, remove what has, where the network can. 撤回并删除已发布的内容。",
            "liveip deliveries delete posts/k7m2x9q4ab3c"
        );
        return Change(
            runner,
            command,
            static () => { },
            async (_, name, request, host, token) =>
                await host.Posts.DeletePostAsync(new() { Name = name, RequestId = request }, cancellationToken: token)
        );
    }

    private static DocumentedCommand Change(
        CommandRunner runner,
        DocumentedCommand command,
        Action addOptions,
        Func<ParseResult, string, string, HostConnection, CancellationToken, Task> change
    )
    {
        var name = new Argument<string>("name") { Description = "posts/{id}, or the id alone" };
        name.Validators.Add(DeliveriesCommand.RefuseDelivery);
        var request = new Option<string>("--request-id")
        {
            Description = "Makes a repeated command harmless; else a new one",
            DefaultValueFactory = static _ => Guid.NewGuid().ToString("N"),
        };
        command.Arguments.Add(name);
        addOptions();
        command.Options.Add(request);
        var (listing, language) = (new Listing(runner, command), new Language(command));
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                var say = language.Of(parsed);
                var post = DeliveriesCommand.PostName(parsed.GetValue(name)!);
                await change(parsed, post, parsed.GetValue(request)!, host, cancellationToken);
                var now = await DeliveryWatch.SettledAsync(runner, host, post, cancellationToken);
                await listing.WriteAsync(parsed, now, now.Deliveries, DeliveryView.Columns(say), d => DeliveryView.Row(d, say));
                return DeliveryView.ExitCode(now.Deliveries);
            }
        );
        return command;
    }
}
