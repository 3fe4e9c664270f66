using System.CommandLine;
using LiveIp.Cli.Help;
using LiveIp.Cli.Output;
using LiveIp.V1;
using Spectre.Console;

namespace LiveIp.Cli.Commands.Plugins;

/// <summary><c>liveip plugins</c></summary>
internal static class PluginsCommand
{
    public static Command Create(CommandRunner runner)
    {
        var json = Json.Option();
        var command = new DocumentedCommand(
            "plugins",
            "Every plugin that was found, loaded or refused, with the reason. 列出所有插件。",
            "liveip plugins",
            "liveip plugins settings twitch",
            "liveip plugins set twitch.clientId=abc123"
        )
        {
            json,
            PluginsSettingsCommand.Create(runner),
            PluginsSetCommand.Create(runner),
        };
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                var all = new ListPluginsResponse();
                var request = new ListPluginsRequest { PageSize = 1000 };
                do
                {
                    var page = await host.Plugins.ListPluginsAsync(request, cancellationToken: cancellationToken);
                    all.Plugins.Add(page.Plugins);
                    request.PageToken = page.NextPageToken;
                } while (request.PageToken.Length > 0);

                if (parsed.GetValue(json))
                {
                    await runner.Output.WriteLineAsync(Json.Answer(all));
                }
                else
                {
                    Write(runner.Console, all);
                }

                return ExitCodes.Done;
            }
        );
        return command;
    }

    private static void Write(IAnsiConsole console, ListPluginsResponse all)
    {
        var table = new Table().AddColumns("plugin", "version", "state", "offers", "detail");
        foreach (var p in all.Plugins)
        {
            var colour = p.State switch
            {
                Plugin.Types.State.Loaded => "green",
                Plugin.Types.State.Refused => "red",
                _ => "yellow",
            };
            table.AddRow(
                Tone.Text(p.Name),
                Tone.Text(p.Version),
                $"[{colour}]{p.State}[/]",
                // The id is what 'plugins set' and 'channels add' want to be told.
                Tone.Text(
                    string.Join(", ", p.Extensions.Select(static x => $"{x.DisplayName} ({x.Kind.ToString().ToLowerInvariant()} {x.Id})"))
                ),
                Tone.Text(p.Detail)
            );
        }

        console.Write(table);
    }
}
