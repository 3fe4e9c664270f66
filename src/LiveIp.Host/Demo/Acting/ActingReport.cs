using System.Text.Json.Nodes;
using Spectre.Console;

namespace LiveIp.Host.Demo.Acting;

/// <summary>What LiveIp did on the platforms beside what became of it there; as a table and as JSON.</summary>
/// <param name="Lost">Per platform, the operations whose answer was lost on purpose.</param>
internal sealed record ActingReport(IReadOnlyList<ActResult> Results, IReadOnlyDictionary<string, string[]> Lost)
{
    public bool Holds => Results.All(static r => r.Holds);

    public void Write(IAnsiConsole console)
    {
        var table = new Table()
            .Title("What LiveIp did there, and what became of it · 在各平台上所做的操作与实际结果")
            .AddColumns("act", "channel on", "LiveIp says", "truly", "");
        foreach (var r in Results)
        {
            table.AddRow(
                Markup.Escape(r.Act),
                Markup.Escape(r.Platform),
                Markup.Escape(r.Told),
                Markup.Escape(r.Truth),
                r.Holds ? "[green]✓[/]" : "[red]✗[/]"
            );
        }

        console.Write(table);
        foreach (var (platform, operations) in Lost.Where(static l => l.Value.Length > 0))
        {
            console.MarkupLineInterpolated(
                $"[grey]{platform}: each was carried out once without an answer, and looked for before anything else: {string.Join(", ", operations)}[/]"
            );
        }
    }

    public JsonObject ToJson() =>
        new()
        {
            ["acts"] = new JsonArray([
                .. Results.Select(static r => new JsonObject
                {
                    ["act"] = r.Act,
                    ["platform"] = r.Platform,
                    ["told"] = r.Told,
                    ["truth"] = r.Truth,
                    ["holds"] = r.Holds,
                }),
            ]),
            ["lostAnswers"] = new JsonObject(
                Lost.Select(static l =>
                    KeyValuePair.Create<string, JsonNode?>(l.Key, new JsonArray([.. l.Value.Select(static o => JsonValue.Create(o))]))
                )
            ),
        };
}
