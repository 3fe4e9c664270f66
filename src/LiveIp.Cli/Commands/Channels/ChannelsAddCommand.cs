using System.CommandLine;
using LiveIp.Cli.Help;
using LiveIp.Cli.Output;
using LiveIp.V1;
using Spectre.Console;

namespace LiveIp.Cli.Commands.Channels;

/// <summary><c>liveip channels add</c></summary>
internal static class ChannelsAddCommand
{
    public static Command Create(CommandRunner runner)
    {
        var platform = new Argument<string>("platform") { Description = "youtube, twitch, bilibili, or what a plugin offers" };
        var input = new Argument<string>("channel") { Description = "Id, handle or URL" };
        var secrets = new Option<string[]>("--secret")
        {
            Description = "id=- to read it from standard input; id=value shows it to other users of the machine; may be repeated",
        };
        secrets.Validators.Add(static result =>
        {
            // The value is not repeated: who forgot the id gave the secret alone.
            if (result.Tokens.Any(static t => t.Value.IndexOf('=', StringComparison.Ordinal) < 1))
            {
                result.AddError("--secret takes id=- or id=value.");
            }
        });
        var command = new DocumentedCommand(
            "add",
            "Add a channel and start following it. 添加频道并开始关注。",
            "liveip channels add youtube @somebody",
            "liveip channels add twitch mychannel --secret refresh_token=-",
            "liveip channels add bilibili 123456 --secret identity_code=- < code.txt"
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
                foreach (var pair in (parsed.GetValue(secrets) ?? []).Select(static s => s.Split('=', 2)))
                {
                    request.Secrets[pair[0]] = await Secrets.ReadAsync(runner.Console, pair[0], pair[1], cancellationToken);
                }

                var channel = (await host.Channels.CreateChannelAsync(request, cancellationToken: cancellationToken)).Channel;
                runner.Console.MarkupLine(
                    $"Following {Tone.Text(channel.DisplayName)} on {Tone.Platform(channel.Platform)} as {Tone.Text(channel.Name)}. See: liveip status"
                );
                return ExitCodes.Done;
            }
        );
        return command;
    }
}
