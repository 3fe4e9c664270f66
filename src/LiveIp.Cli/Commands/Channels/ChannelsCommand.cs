using System.CommandLine;
using LiveIp.Cli.Help;
using LiveIp.Cli.Output;
using LiveIp.V1;
using Spectre.Console;

namespace LiveIp.Cli.Commands.Channels;

/// <summary><c>liveip channels</c>, with <c>list</c> and <c>remove</c></summary>
internal static class ChannelsCommand
{
    public static Command Create(CommandRunner runner) =>
        new DocumentedCommand("channels", "Whom LiveIp follows. 管理关注的频道。", "liveip channels list", "liveip channels add --help")
        {
            ChannelsAddCommand.Create(runner),
            CreateList(runner),
            CreateRemove(runner),
        };

    private static DocumentedCommand CreateList(CommandRunner runner)
    {
        var command = new DocumentedCommand("list", "All channels. 列出所有频道。", "liveip channels list", "liveip channels list --json");
        var listing = new Listing(runner, command);
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                var all = await Listing.AllAsync(
                    async token =>
                        await host.Channels.ListChannelsAsync(
                            new() { PageSize = 1000, PageToken = token },
                            cancellationToken: cancellationToken
                        ),
                    static (all, page) =>
                    {
                        all.Channels.Add(page.Channels);
                        return page.NextPageToken;
                    }
                );
                return await listing.WriteAsync(parsed, all, all.Channels, ["channel", "platform", "id", "name", "followed"], Row);
            }
        );
        return command;
    }

    private static string[] Row(Channel c) =>
        [Tone.Text(c.Name), Tone.Platform(c.Platform), Tone.Text(c.PlatformChannelId), Tone.Text(c.DisplayName), c.Enabled ? "yes" : "no"];

    private static DocumentedCommand CreateRemove(CommandRunner runner)
    {
        var name = new Argument<string>("channel") { Description = "As in 'channels list': channels/{id}, or the id alone" };
        var command = new DocumentedCommand(
            "remove",
            "Stop following a channel and forget its secrets; what the log holds stays. 移除频道。",
            "liveip channels remove channels/abc"
        )
        {
            name,
        };
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                var request = new DeleteChannelRequest { Name = ChannelNames.Of(parsed.GetValue(name)!) };
                await host.Channels.DeleteChannelAsync(request, cancellationToken: cancellationToken);
                runner.Console.MarkupLine($"{Tone.Text(request.Name)} is no longer followed.");
                return ExitCodes.Done;
            }
        );
        return command;
    }
}
