using System.CommandLine;
using LiveIp.Cli.Commands.Channels;
using LiveIp.Cli.Connection;
using LiveIp.Cli.Help;
using LiveIp.Cli.Output;
using LiveIp.V1;

namespace LiveIp.Cli.Commands.Accounts;

/// <summary><c>liveip connect</c></summary>
internal static class ConnectCommand
{
    public static Command Create(CommandRunner runner)
    {
        var platform = new Argument<string>("platform") { Description = "youtube, twitch, bilibili, or what a plugin offers" };
        var channel = new Option<string?>("--channel")
        {
            Description = "For this channel, as in 'channels list'; else the account's own, which is followed from then on",
        };
        var bot = new Option<bool>("--bot") { Description = "The account that speaks in the channel's place; needs --channel" };
        var device = new Option<bool>("--device") { Description = "Enter a code on any device, where the platform offers that" };
        var noBrowser = new Option<bool>("--no-browser") { Description = "Print the address instead of opening it" };
        var port = new Option<int>("--port")
        {
            Description = "Port of the host's loopback to come back to, for a tunnel from another machine; 0 takes a free one",
        };
        var command = new DocumentedCommand(
            "connect",
            "Sign in at a platform and follow the account's channel. 登录平台并关注该账号的频道。",
            "liveip connect youtube",
            "liveip connect twitch",
            "liveip connect bilibili",
            "liveip connect twitch --channel channels/abc --bot",
            "liveip connect youtube --no-browser --port 8765"
        )
        {
            platform,
            channel,
            bot,
            device,
            noBrowser,
            port,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(bot) && string.IsNullOrEmpty(result.GetValue(channel)))
            {
                result.AddError("--bot needs --channel: the channel that the bot speaks in.");
            }
        });
        var language = new Language(command);
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                var request = new BeginSignInRequest
                {
                    Platform = parsed.GetValue(platform)!,
                    Channel = parsed.GetValue(channel) is { Length: > 0 } named ? ChannelNames.Of(named) : "",
                    Role = parsed.GetValue(bot) ? AccountRole.Bot : AccountRole.Broadcaster,
                    Flow = parsed.GetValue(device) ? SignInFlow.DeviceCode : SignInFlow.Unspecified,
                    LoopbackPort = parsed.GetValue(port),
                    RequestId = Guid.NewGuid().ToString("N"),
                };
                await AddSecretsAsync(runner, host, request, language.Of(parsed), cancellationToken);
                var follower = new SignInFollower(runner, host, language.Of(parsed), opensBrowser: !parsed.GetValue(noBrowser));
                return await follower.RunAsync(request, cancellationToken);
            }
        );
        return command;
    }

    /// <summary>Where the platform has no sign-in of its own, the person types what it needs.</summary>
    private static async Task AddSecretsAsync(
        CommandRunner runner,
        HostConnection host,
        BeginSignInRequest request,
        Func<string, string, string> say,
        CancellationToken cancellationToken
    )
    {
        var plugins = await host.Plugins.ListPluginsAsync(new() { PageSize = 1000 }, cancellationToken: cancellationToken);
        var extension = plugins
            .Plugins.SelectMany(static p => p.Extensions)
            .FirstOrDefault(e => e.Kind == Extension.Types.Kind.Platform && e.Id == request.Platform);
        if (extension is null || extension.Capabilities.Contains("oauth"))
        {
            return;
        }

        foreach (var secret in extension.ChannelSecrets.Where(static s => s.Required))
        {
            var label = say(secret.Label, secret.LabelZh.Length > 0 ? secret.LabelZh : secret.Label);
            if (secret.Help.Length > 0)
            {
                await runner.NoteAsync(secret.Help);
            }

            request.Secrets[secret.Id] = await Secrets.ReadAsync(runner.Console, label, Secrets.FromInput, cancellationToken);
        }
    }
}
