using System.CommandLine;
using LiveIp.Cli.Help;
using LiveIp.Cli.Output;
using LiveIp.V1;

namespace LiveIp.Cli.Commands.Plugins;

/// <summary><c>liveip plugins</c></summary>
internal static class PluginsCommand
{
    public static Command Create(CommandRunner runner)
    {
        var command = new DocumentedCommand(
            "plugins",
            "Every plugin that was found, loaded or refused, with the reason. 列出所有插件。",
            "liveip plugins",
            "liveip plugins settings twitch",
            "liveip plugins set twitch.clientId=abc123"
        )
        {
            PluginsSettingsCommand.Create(runner),
            PluginsSetCommand.Create(runner),
            PluginsAccountsCommand.Create(runner),
        };
        var listing = new Listing(runner, command);
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                var all = await Listing.AllAsync(
                    async token =>
                        await host.Plugins.ListPluginsAsync(
                            new() { PageSize = 1000, PageToken = token },
                            cancellationToken: cancellationToken
                        ),
                    static (all, page) =>
                    {
                        all.Plugins.Add(page.Plugins);
                        return page.NextPageToken;
                    }
                );
                return await listing.WriteAsync(parsed, all, all.Plugins, ["plugin", "version", "state", "offers", "detail"], Row);
            }
        );
        return command;
    }

    private static string[] Row(Plugin p)
    {
        var colour = p.State switch
        {
            Plugin.Types.State.Loaded => "green",
            Plugin.Types.State.Refused => "red",
            _ => "yellow",
        };
        // The id is what 'plugins set' and 'channels add' want to be told.
        var offers = p.Extensions.Select(static x => $"{x.DisplayName} ({x.Kind.ToString().ToLowerInvariant()} {x.Id})");
        return
        [
            Tone.Text(p.Name),
            Tone.Text(p.Version),
            $"[{colour}]{p.State}[/]",
            Tone.Text(string.Join(", ", offers)),
            Tone.Text(p.Detail),
        ];
    }
}
