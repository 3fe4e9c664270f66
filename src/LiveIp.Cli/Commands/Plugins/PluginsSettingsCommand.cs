using System.CommandLine;
using System.Text.Json.Nodes;
using LiveIp.Cli.Help;
using LiveIp.Cli.Output;
using LiveIp.V1;
using Spectre.Console;

namespace LiveIp.Cli.Commands.Plugins;

/// <summary><c>liveip plugins settings</c>: which keys there are to set. The host masks secrets before it answers.</summary>
internal static class PluginsSettingsCommand
{
    public static Command Create(CommandRunner runner)
    {
        var extension = new Argument<string>("extension") { Description = "Id of a platform or distributor, as in 'plugins'" };
        var json = Json.Option();
        var command = new DocumentedCommand(
            "settings",
            "The settings of a platform or distributor, secrets masked. 查看插件设置。",
            "liveip plugins settings twitch"
        )
        {
            extension,
            json,
        };
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                var request = new GetSettingsRequest { Extension = parsed.GetValue(extension)! };
                var answer = await host.Plugins.GetSettingsAsync(request, cancellationToken: cancellationToken);
                if (parsed.GetValue(json))
                {
                    await runner.Output.WriteLineAsync(Json.Answer(answer));
                    return ExitCodes.Done;
                }

                var properties = JsonNode.Parse(answer.Settings.JsonSchema)?["properties"] as JsonObject ?? [];
                var table = new Table().AddColumns("setting", "value", "meaning");
                foreach (var (key, value) in answer.Settings.Values.OrderBy(static v => v.Key, StringComparer.Ordinal))
                {
                    var property = properties[key];
                    table.AddRow(
                        Tone.Text($"{answer.Settings.Extension}.{key}"),
                        Tone.Text(value),
                        Tone.Text(string.Join(". ", new[] { property?["title"], property?["description"] }.OfType<JsonNode>()))
                    );
                }

                runner.Console.Write(table);
                return ExitCodes.Done;
            }
        );
        return command;
    }
}
