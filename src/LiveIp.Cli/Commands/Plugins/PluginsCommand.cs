using System.CommandLine;
using LiveIp.Cli.Output;
using LiveIp.V1;
using Spectre.Console;

namespace LiveIp.Cli.Commands;

/// <summary><c>liveip plugins</c> and <c>liveip plugins set</c></summary>
internal static class PluginsCommand
{
    public static Command Create(CommandRunner runner)
    {
        var command = new Command("plugins", "Every plugin that was found, loaded or refused, with the reason. 列出所有插件。");
        runner.On(
            command,
            async (_, host, cancellationToken) =>
            {
                var answer = await host.Plugins.ListPluginsAsync(
                    new ListPluginsRequest { PageSize = 1000 },
                    cancellationToken: cancellationToken
                );
                var table = new Table().AddColumns("plugin", "version", "state", "offers", "detail");
                foreach (var p in answer.Plugins)
                {
                    var colour = p.State == Plugin.Types.State.Refused ? "red" : "green";
                    table.AddRow(
                        Tone.Text(p.Name),
                        Tone.Text(p.Version),
                        $"[{colour}]{p.State}[/]",
                        Tone.Text(string.Join(", ", p.Extensions.Select(x => $"{x.DisplayName} ({x.Kind.ToString().ToLowerInvariant()})"))),
                        Tone.Text(p.Detail)
                    );
                }

                runner.Console.Write(table);
                return ExitCodes.Done;
            }
        );
        command.Subcommands.Add(CreateSet(runner));
        return command;
    }

    private static Command CreateSet(CommandRunner runner)
    {
        var values = new Argument<string[]>("setting") { Description = "extension.key=value", Arity = ArgumentArity.OneOrMore };
        var command = new Command(
            "set",
            """
            Change settings of a platform or distributor; an empty value returns to the default.

            Example:
              liveip plugins set twitch.clientId=abc123 twitch.streamPollInterval=30
            """
        )
        {
            values,
        };
        values.Validators.Add(result =>
        {
            foreach (
                var token in result.Tokens.Where(t =>
                    !t.Value.Split('=')[0].Contains('.', StringComparison.Ordinal) || !t.Value.Contains('=', StringComparison.Ordinal)
                )
            )
            {
                result.AddError($"'{token.Value}' is not extension.key=value.");
            }
        });
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                foreach (var group in parsed.GetValue(values)!.Select(v => v.Split('=', 2)).GroupBy(v => v[0].Split('.')[0]))
                {
                    var request = new UpdateSettingsRequest { Extension = group.Key };
                    foreach (var pair in group)
                    {
                        request.Values[pair[0]] = pair[1];
                    }

                    await host.Plugins.UpdateSettingsAsync(request, cancellationToken: cancellationToken);
                }

                return ExitCodes.Done;
            }
        );
        return command;
    }
}
