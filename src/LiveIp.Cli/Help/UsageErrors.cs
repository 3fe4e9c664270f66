using System.CommandLine;
using System.Text.RegularExpressions;
using LiveIp.Cli.Output;

namespace LiveIp.Cli.Help;

/// <summary>What is wrong with a command line, without the values in it: one of them may be a secret in the wrong place.</summary>
internal static partial class UsageErrors
{
    public static async Task<int> WriteAsync(ParseResult parsed, TextWriter errors)
    {
        foreach (var error in parsed.Errors)
        {
            await errors.WriteLineAsync(Tone.Plain(Assigned().Replace(error.Message, "'$1=…'")));
        }

        var names = new List<string>();
        for (var at = parsed.CommandResult; at is not null; at = at.Parent as System.CommandLine.Parsing.CommandResult)
        {
            names.Insert(0, at.Command is RootCommand ? "liveip" : at.Command.Name);
        }

        await errors.WriteLineAsync($"See: {string.Join(' ', names)} --help");
        return ExitCodes.Usage;
    }

    [GeneratedRegex("'([^'=]*)=.*'", RegexOptions.Singleline)]
    private static partial Regex Assigned();
}
