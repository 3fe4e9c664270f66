using System.Globalization;
using System.Text;
using LiveIp.V1;
using Spectre.Console;

namespace LiveIp.Host.Demo;

/// <summary>Prints the unified feed, and a status line per platform every few seconds.</summary>
internal sealed class DemoFeed(IAnsiConsole console, TimeProvider clock)
{
    private const int LinesPerSecond = 15;

    private readonly Lock _gate = new();
    private long _second;
    private int _printed;
    private int _left;

    public void Show(LiveEvent e)
    {
        if (Describe(e) is not { } text)
        {
            return;
        }

        lock (_gate)
        {
            var second = clock.GetUtcNow().ToUnixTimeSeconds();
            if (second != _second)
            {
                if (_left > 0)
                {
                    console.MarkupLineInterpolated($"[grey]  … and {_left} more[/]");
                }

                (_second, _printed, _left) = (second, 0, 0);
            }

            if (_printed >= LinesPerSecond && e.BodyCase != LiveEvent.BodyOneofCase.Gap)
            {
                _left++;
                return;
            }

            _printed++;
            var time = e.OccurredAt.ToDateTimeOffset().ToString("HH:mm:ss", CultureInfo.InvariantCulture);
            console.MarkupLine($"[grey]{time}[/] {Colour(e.Platform)} {Markup.Escape(text)}");
        }
    }

    public void ShowLost(Connection connection)
    {
        lock (_gate)
        {
            console.MarkupLine($"[yellow]▼[/] {Colour(connection.Platform)} lost: {Markup.Escape(Clean(connection.Detail))}");
        }
    }

    public void ShowBack(string platform, TimeSpan after)
    {
        lock (_gate)
        {
            console.MarkupLine(
                string.Create(CultureInfo.InvariantCulture, $"[green]▲[/] {Colour(platform)} back after {after.TotalSeconds:0.0} s")
            );
        }
    }

    public void ShowStatus(IEnumerable<Connection> connections, IReadOnlyDictionary<string, long> viewers)
    {
        lock (_gate)
        {
            foreach (var c in connections.OrderBy(c => c.Platform, StringComparer.Ordinal))
            {
                var watching = viewers.TryGetValue(c.Platform, out var n) ? n.ToString(CultureInfo.InvariantCulture) : "missing";
                var state = c.State.ToString().ToUpperInvariant() + (c.Stalled ? " (stalled)" : "");
                console.MarkupLine(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"[bold]▌[/]{Colour(c.Platform)} {state} · viewers {watching} · {c.EventsPerSecond:0.0} events/s · heard {c.SecondsSinceHeard:0.0} s ago"
                    )
                );
            }
        }
    }

    private static string Colour(string platform) =>
        platform switch
        {
            "youtube" => "[red]YouTube [/]",
            "twitch" => "[mediumpurple]Twitch  [/]",
            "bilibili" => "[deepskyblue1]Bilibili[/]",
            _ => Markup.Escape(platform),
        };

    private static string? Describe(LiveEvent e)
    {
        var who = Clean(e.Actor?.Person?.DisplayName is { Length: > 0 } name ? name : "somebody");
        return e.BodyCase switch
        {
            _ when e.Echo => null,
            LiveEvent.BodyOneofCase.ChatMessage => $"{who}: {Clean(e.ChatMessage.Text)}",
            LiveEvent.BodyOneofCase.Contribution => $"{who} gave {Amount(e.Contribution)} {Clean(e.Contribution.Text)}",
            LiveEvent.BodyOneofCase.Membership =>
                $"{who}: membership {e.Membership.Kind} {Clean(e.Membership.Level)} ×{e.Membership.Count}",
            LiveEvent.BodyOneofCase.Follow => $"{who} follows",
            LiveEvent.BodyOneofCase.Raid => $"{who} raids with {e.Raid.Viewers} viewers",
            LiveEvent.BodyOneofCase.Poll => $"poll {e.Poll.State}: {Clean(e.Poll.Question)}",
            LiveEvent.BodyOneofCase.BroadcastState => $"broadcast {e.BroadcastState.State}",
            LiveEvent.BodyOneofCase.Retraction => $"removed: {e.Retraction.Kind}",
            LiveEvent.BodyOneofCase.Gap => string.Create(
                CultureInfo.InvariantCulture,
                $"GAP of {(e.Gap.EndedAt.ToDateTimeOffset() - e.Gap.StartedAt.ToDateTimeOffset()).TotalSeconds:0.0} s ({e.Gap.Cause})"
            ),
            _ => null,
        };
    }

    private static string Amount(Contribution c) =>
        c.Money is { } money
            ? string.Create(CultureInfo.InvariantCulture, $"{money.Micros / 1_000_000m:0.##} {money.Currency}")
            : $"{Clean(c.ItemName)} (free)";

    /// <summary>What viewers write must not steer the terminal: control and direction characters are left out.</summary>
    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            clean.Append(category is UnicodeCategory.Control or UnicodeCategory.Format ? " " : rune.ToString());
        }

        return clean.ToString();
    }
}
