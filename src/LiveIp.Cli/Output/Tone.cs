using System.Globalization;
using System.Text;
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
            _ => Markup.Escape(platform),
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

    /// <summary>What others wrote must not steer the terminal: control and direction characters become spaces, markup is escaped.</summary>
    public static string Text(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            clean.Append(Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format ? " " : rune.ToString());
        }

        return Markup.Escape(clean.ToString());
    }

    public static string Number(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
