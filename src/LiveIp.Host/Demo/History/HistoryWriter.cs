using System.Globalization;
using System.Text.Json.Nodes;
using LiveIp.V1;
using Spectre.Console;

namespace LiveIp.Host.Demo.History;

/// <summary>What was truly in the past shows, for whoever wants to check what LiveIp found in them; as a table and as JSON.</summary>
internal static class HistoryWriter
{
    /// <summary>Nothing when there was no past.</summary>
    public static void WriteTruth(IAnsiConsole console, IReadOnlyList<PlayedShow> played)
    {
        if (played.Count == 0)
        {
            return;
        }

        var table = new Table()
            .Title("What the labels truly do in these emulators (LiveIp is not told) · 标签的真实效果")
            .AddColumns("factor", "value", "shows", "chat", "gifts", "viewers");
        foreach (var (factor, effects) in Factors)
        {
            foreach (var (value, effect) in effects)
            {
                table.AddRow(
                    factor,
                    value,
                    played.Count(p => p.Show.Labels.ToMap()[factor] == value).ToString(CultureInfo.InvariantCulture),
                    Percent(effect.Chat),
                    Percent(effect.Gifts),
                    Percent(effect.Viewers)
                );
            }
        }

        console.Write(table);
        console.MarkupLineInterpolated(
            CultureInfo.InvariantCulture,
            $"[grey]Chance adds about ±{Math.Exp(TrueEffects.Chance) - 1:P0} to each level of every show.[/]"
        );
    }

    /// <summary>Each show with its labels and levels, and the true effects on the natural logarithm of the levels.</summary>
    public static JsonObject ToJson(IReadOnlyList<PlayedShow> played)
    {
        var shows = played.Select(p => new JsonObject
        {
            ["broadcast"] = p.Broadcast.Name,
            ["title"] = p.Broadcast.Title,
            ["at"] = p.Show.At,
            ["labels"] = new JsonObject(p.Broadcast.Labels.Select(l => KeyValuePair.Create<string, JsonNode?>(l.Key, l.Value))),
            ["emulated"] = p.Broadcast.Emulated,
            ["parts"] = new JsonArray([.. p.Broadcast.Parts.Select(ToJson)]),
            ["levels"] = ToJson(p.Show.Intensity.Chat, p.Show.Intensity.Gifts, p.Show.Intensity.Viewers),
            ["logged"] = p.Reports.Sum(r => r.Logged),
            ["holds"] = p.Holds,
        });
        var effects = new JsonObject();
        foreach (var (factor, values) in Factors)
        {
            effects[factor] = new JsonObject(
                values.Select(v => KeyValuePair.Create<string, JsonNode?>(v.Key, ToJson(v.Value.Chat, v.Value.Gifts, v.Value.Viewers)))
            );
        }

        return new JsonObject
        {
            ["shows"] = new JsonArray([.. shows]),
            ["trueEffects"] = effects,
            ["chance"] = TrueEffects.Chance,
        };
    }

    /// <summary>Without seconds where the host has not seen it end.</summary>
    private static JsonObject ToJson(BroadcastPart part) =>
        new() { ["platform"] = part.Platform, ["seconds"] = (part.EndTime - part.StartTime)?.ToTimeSpan().TotalSeconds };

    private static IEnumerable<(string Factor, IReadOnlyDictionary<string, TrueEffects.Effect> Effects)> Factors =>
        [("topic", TrueEffects.Topics), ("slot", TrueEffects.Slots), ("format", TrueEffects.Formats)];

    private static JsonObject ToJson(double chat, double gifts, double viewers) =>
        new()
        {
            ["chat"] = chat,
            ["gifts"] = gifts,
            ["viewers"] = viewers,
        };

    private static string Percent(double effect) =>
        effect == 0 ? "as written" : (Math.Exp(effect) - 1).ToString("+0 %;-0 %", CultureInfo.InvariantCulture);
}
