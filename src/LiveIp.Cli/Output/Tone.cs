using System.Globalization;
using System.Text;
using Google.Protobuf.WellKnownTypes;
using LiveIp.V1;
using Spectre.Console;

namespace LiveIp.Cli.Output;

/// <summary>How platforms, states and what viewers wrote look in a terminal.</summary>
internal static class Tone
{
    public static string Platform(string platform) =>
        platform switch
        {
            "youtube" => "[red]YouTube[/]",
            "twitch" => "[mediumpurple]Twitch[/]",
            "bilibili" => "[deepskyblue1]Bilibili[/]",
            _ => Text(platform),
        };

    public static string State(ConnectionState state)
    {
        var colour = state switch
        {
            ConnectionState.Online => "green",
            ConnectionState.Starting or ConnectionState.Recovering => "yellow",
            ConnectionState.NeedsSignIn or ConnectionState.Blocked => "red",
            _ => "grey",
        };
        return $"[{colour}]{state}[/]";
    }

    /// <summary>What others wrote, for markup: as <see cref="Plain"/>, and it cannot be taken for markup.</summary>
    public static string Text(string text) => Markup.Escape(Plain(text));

    /// <summary>What others wrote must not steer the terminal: control, direction and line characters become spaces.</summary>
    public static string Plain(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            clean.Append(Steers(rune) ? " " : rune.ToString());
        }

        return clean.ToString();
    }

    // U+200C and U+200D join letters and emoji, and move nothing.
    private static bool Steers(Rune rune) =>
        rune.Value is not (0x200C or 0x200D)
        && Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator;

    /// <summary>Where the reader is; empty when there is none.</summary>
    public static string Time(Timestamp? time) =>
        time?.ToDateTimeOffset().ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? "";

    public static string Number(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
