using System.CommandLine;
using Google.Protobuf;
using LiveIp.Cli.Output;
using LiveIp.V1;
using Spectre.Console;

namespace LiveIp.Cli.Commands.Broadcasts;

/// <summary>One broadcast with its parts, in the same way whichever call answered with it.</summary>
internal sealed class BroadcastView(CommandRunner runner, Command command)
{
    private readonly Listing _listing = new(runner, command);

    /// <returns>The exit code.</returns>
    public Task<int> WriteAsync(ParseResult parsed, IMessage answer, Broadcast b)
    {
        if (!_listing.IsJson(parsed))
        {
            var emulated = b.Emulated ? " (emulated)" : "";
            runner.Console.MarkupLine($"[bold]{Tone.Text(b.Name)}[/] {Tone.Text(b.Title)}{emulated}");
            runner.Console.MarkupLine(Tone.Text(b.Labels.Count > 0 ? LabelWords.Write(b.Labels) : "no labels"));
        }

        string[] columns = ["channel", "platform", "began", "ended", "title", "category", "platform's ids"];
        return _listing.WriteAsync(parsed, answer, b.Parts, columns, Row);
    }

    private static string[] Row(BroadcastPart p) =>
        [
            Tone.Text(p.Channel),
            Tone.Platform(p.Platform),
            Tone.Time(p.StartTime),
            p.EndTime is null ? "[green]live[/]" : Tone.Time(p.EndTime),
            Tone.Text(p.Title),
            Tone.Text(p.Category),
            Tone.Text(string.Join(", ", p.PlatformBroadcastIds)),
        ];
}
