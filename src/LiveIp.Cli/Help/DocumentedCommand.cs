using System.CommandLine;

namespace LiveIp.Cli.Help;

/// <summary>A command with one line about itself, which lists show too, and examples, which only its own help shows.</summary>
internal sealed class DocumentedCommand(string name, string summary, params IReadOnlyList<string> examples) : Command(name, summary)
{
    public IReadOnlyList<string> Examples => examples;
}
