using System.CommandLine;
using LiveIp.Cli.Help;
using LiveIp.Cli.Output;
using LiveIp.V1;
using Spectre.Console;

namespace LiveIp.Cli.Commands.Plugins;

/// <summary><c>liveip plugins set</c></summary>
internal static class PluginsSetCommand
{
    public static Command Create(CommandRunner runner)
    {
        var values = new Argument<string[]>("setting")
        {
            Description = "extension.key=value, or extension.key=- to read the value from standard input",
            Arity = ArgumentArity.OneOrMore,
        };
        values.Validators.Add(static result =>
        {
            foreach (var token in result.Tokens.Where(static t => !IsAssignment(t.Value)))
            {
                // Without '=' it may be a secret alone, and is not repeated.
                result.AddError(
                    token.Value.Contains('=', StringComparison.Ordinal)
                        ? $"'{token.Value}' is not extension.key=value."
                        : "A setting is extension.key=value."
                );
            }
        });
        var command = new DocumentedCommand(
            "set",
            "Change settings of a platform or distributor; an empty value returns to the default. 修改插件设置。",
            "liveip plugins set twitch.clientId=abc123 twitch.streamPollInterval=30",
            "liveip plugins set twitch.clientSecret=- < secret.txt"
        )
        {
            values,
        };
        runner.On(
            command,
            async (parsed, host, cancellationToken) =>
            {
                foreach (var group in parsed.GetValue(values)!.Select(static v => v.Split('=', 2)).GroupBy(static v => v[0].Split('.')[0]))
                {
                    var request = new UpdateSettingsRequest { Extension = group.Key };
                    foreach (var pair in group)
                    {
                        request.Values[pair[0]] = await Secrets.ReadAsync(runner.Console, pair[0], pair[1], cancellationToken);
                    }

                    await host.Plugins.UpdateSettingsAsync(request, cancellationToken: cancellationToken);
                    runner.Console.MarkupLine($"{Tone.Text(group.Key)}: {request.Values.Count} stored.");
                }

                return ExitCodes.Done;
            }
        );
        return command;
    }

    private static bool IsAssignment(string text) =>
        text.Split('=', 2) is [var key, _] && key.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot && dot < key.Length - 1;
}
