using Spectre.Console;

namespace LiveIp.Cli.Commands;

/// <summary>Values that should not stand on the command line, where every user of the machine can read them.</summary>
internal static class Secrets
{
    /// <summary>Instead of a value: read it from standard input.</summary>
    public const string FromInput = "-";

    /// <summary>The value itself; for "-" a line of standard input, not shown while a person types it.</summary>
    public static async Task<string> ReadAsync(IAnsiConsole console, string name, string value, CancellationToken cancellationToken)
    {
        if (value != FromInput)
        {
            return value;
        }

        if (console.Profile.Capabilities.Interactive && !System.Console.IsInputRedirected)
        {
            return await new TextPrompt<string>($"{Markup.Escape(name)}:").Secret(null).ShowAsync(console, cancellationToken);
        }

        return (await System.Console.In.ReadLineAsync(cancellationToken) ?? "").Trim();
    }
}
