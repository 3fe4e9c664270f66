using LiveIp.Cli.Output;
using LiveIp.V1;
using Spectre.Console;

namespace LiveIp.Cli.Commands.Posts;

/// <summary>What a person is to publish, as it is read from a terminal.</summary>
internal static class HandoffView
{
    /// <summary>All that wait for a person, one below the other.</summary>
    public static void Write(IAnsiConsole console, IEnumerable<Delivery> deliveries, Func<string, string, string> say)
    {
        foreach (var delivery in deliveries.Where(static d => d.State == DeliveryState.HandedOff && d.Handoff is not null))
        {
            Write(console, delivery, delivery.Handoff, say);
        }
    }

    private static void Write(IAnsiConsole console, Delivery delivery, Handoff handoff, Func<string, string, string> say)
    {
        var until = Tone.Time(handoff.Expires);
        console.WriteLine();
        console.MarkupLine(
            $"[bold]{Tone.Text(delivery.Distributor)}[/]: " + say($"yours to publish, until {until}", $"请您亲自发布，截止 {until}")
        );
        for (var i = 0; i < handoff.Steps.Count; i++)
        {
            var step = handoff.Steps[i];
            console.MarkupLine($"  {i + 1}. {Tone.Text(say(step.Text, step.TextZh.Length > 0 ? step.TextZh : step.Text))}");
        }

        foreach (var file in handoff.Files)
        {
            console.MarkupLine($"  {(file.IsCover ? say("cover", "封面") : say("file", "文件"))}: {Tone.Text(file.Path)}");
        }

        // Between lines and not in a box, so that a mouse takes the caption and nothing else.
        console.Write(new Rule(say("caption", "文案")).LeftJustified());
        foreach (var line in handoff.Caption.Split('\n'))
        {
            WriteWhole(console, line);
        }

        console.Write(new Rule());
        if (handoff.Uri.Length > 0)
        {
            WriteAddress(console, handoff.Uri, say);
        }

        console.MarkupLine(
            say("When it is there: ", "发布后请确认：") + $"liveip deliveries resolve {Tone.Text(delivery.Name)} there --uri https://…"
        );
    }

    /// <summary>Not folded to the terminal's width: a fold would be pasted with it.</summary>
    private static void WriteWhole(IAnsiConsole console, string line) => console.Profile.Out.Writer.WriteLine(Tone.Plain(line));

    private static void WriteAddress(IAnsiConsole console, string address, Func<string, string, string> say)
    {
        WriteWhole(console, address);
        if (QrCode.Of(address) is { } code && code.Width <= console.Profile.Width)
        {
            console.Write(code);
        }
        else
        {
            console.MarkupLine(
                say(
                    "[grey]As a QR code it is wider than this terminal; widen it, or open the address.[/]",
                    "[grey]二维码比终端更宽；请放宽终端或直接打开上面的地址。[/]"
                )
            );
        }
    }
}
