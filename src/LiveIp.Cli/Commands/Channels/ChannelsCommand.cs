using System.CommandLine;
using LiveIp.Cli.Connection;
using LiveIp.Cli.Output;
using LiveIp.V1;
using Spectre.Console;

namespace LiveIp.Cli.Commands;

/// <summary><c>liveip channels add|list|remove</c></summary>
internal static class ChannelsCommand
{
    public static Command Create(CommandRunner runner)
    {
        var command = new Command("channels", "Whom LiveIp follows. 管理关注的频道。");
        command.Subcommands.Add(CreateAdd(runner));
        command.Subcommands.Add(CreateList(runner));
        command.Subcommands.Add(CreateRemove(runner));
        return command;
    }

    private static Command CreateAdd(CommandRunner runner)
    {
        var platform = new Argument<string>("platform") { Description = "youtube, twitch, bilibili, or what a plugin offers" };
        var input = new Argument<string>("channel") { Description = "Id, handle or URL" };
        var secrets = new Option<string[]>("--secret") { Description = "id=value, or id=- to read the value from standard input" };
        var command = new Command(
            "add",
            """
            Add a channel and start following it.

            Examples:
              liveip channels add twitch mychannel --secret refresh_token=-
              liveip channels add bilibili 123456 --secret identity_code=-
            """
        )
        {
            platform,
            input,
            secrets,
        };
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                var request = new CreateChannelRequest
                {
                    Platform = parsed.GetValue(platform)!,
                    Input = parsed.GetValue(input)!,
                    RequestId = Guid.NewGuid().ToString("N"),
                };
                foreach (var pair in (parsed.GetValue(secrets) ?? []).Select(s => s.Split('=', 2)))
                {
                    request.Secrets[pair[0]] = pair is [_, var value] && value != "-" ? value : await ReadSecretAsync(cancellationToken);
                }

                var answer = await host.Channels.CreateChannelAsync(request, deadline: Deadline(), cancellationToken: cancellationToken);
                runner.Console.MarkupLine(
                    $"{Tone.Text(answer.Channel.Name)} follows {Tone.Text(answer.Channel.DisplayName)} on {Tone.Platform(answer.Channel.Platform)}"
                );
                return ExitCodes.Done;
            }
        );
        return command;
    }

    private static Command CreateList(CommandRunner runner)
    {
        var command = new Command("list", "All channels");
        runner.On(
            command,
            async (_, host, cancellationToken) =>
            {
                var table = new Table().AddColumns("channel", "platform", "id", "name", "followed");
                var request = new ListChannelsRequest { PageSize = 1000 };
                do
                {
                    var page = await host.Channels.ListChannelsAsync(request, deadline: Deadline(), cancellationToken: cancellationToken);
                    foreach (var c in page.Channels)
                    {
                        table.AddRow(
                            Tone.Text(c.Name),
                            Tone.Platform(c.Platform),
                            Tone.Text(c.PlatformChannelId),
                            Tone.Text(c.DisplayName),
                            c.Enabled ? "yes" : "no"
                        );
                    }

                    request.PageToken = page.NextPageToken;
                } while (request.PageToken.Length > 0);

                runner.Console.Write(table);
                return ExitCodes.Done;
            }
        );
        return command;
    }

    private static Command CreateRemove(CommandRunner runner)
    {
        var name = new Argument<string>("channel") { Description = "As in 'channels list': channels/{id}" };
        var command = new Command("remove", "Stop following a channel and forget its secrets. What the log holds stays.") { name };
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                var channel = parsed.GetValue(name)!;
                var request = new DeleteChannelRequest
                {
                    Name = channel.StartsWith("channels/", StringComparison.Ordinal) ? channel : $"channels/{channel}",
                };
                await host.Channels.DeleteChannelAsync(request, deadline: Deadline(), cancellationToken: cancellationToken);
                return ExitCodes.Done;
            }
        );
        return command;
    }

    private static DateTime Deadline() => TimeProvider.System.GetUtcNow().UtcDateTime + ConnectionOptions.CallTimeout;

    private static async Task<string> ReadSecretAsync(CancellationToken cancellationToken) =>
        (await System.Console.In.ReadLineAsync(cancellationToken) ?? "").Trim();
}
