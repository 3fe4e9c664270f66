using System.Text.Json.Nodes;

namespace LiveIp.Emulators.Twitch.Occurrences;

/// <summary>A chat text and its fragments, whose texts make the whole.</summary>
internal static class ChatText
{
    private static readonly Dictionary<string, string> Emotes = new()
    {
        ["Kappa"] = "25",
        ["LUL"] = "425618",
        ["PogChamp"] = "305954156",
        ["HeyGuys"] = "30259",
    };

    /// <param name="bits">More than 0: the text begins with the cheermote "Cheer{bits}".</param>
    public static JsonObject Message(string text, int bits)
    {
        var fragments = new JsonArray();
        var rest = text;
        if (bits > 0)
        {
            var cheermote = Cheermote(bits);
            var detail = new JsonObject
            {
                ["prefix"] = "cheer",
                ["bits"] = bits,
                ["tier"] = bits switch
                {
                    >= 10000 => 10000,
                    >= 5000 => 5000,
                    >= 1000 => 1000,
                    >= 100 => 100,
                    _ => 1,
                },
            };
            fragments.Add(Fragment("cheermote", cheermote, cheermote: detail));
            rest = text[cheermote.Length..];
        }

        AddWords(fragments, rest);
        return new JsonObject { ["text"] = text, ["fragments"] = fragments };
    }

    /// <summary>The fragments of channel.bits.use have no mention field, unlike those of the chat.</summary>
    public static JsonObject WithoutMentions(JsonObject message)
    {
        foreach (var fragment in message["fragments"]!.AsArray())
        {
            fragment!.AsObject().Remove("mention");
        }

        return message;
    }

    public static string Cheermote(int bits) => $"Cheer{bits}";

    /// <summary>At most <paramref name="maximum"/> code points.</summary>
    public static string Cut(string text, int maximum)
    {
        var units = 0;
        foreach (var rune in text.EnumerateRunes().Take(maximum))
        {
            units += rune.Utf16SequenceLength;
        }

        return text[..Math.Min(units, text.Length)];
    }

    private static void AddWords(JsonArray fragments, string text)
    {
        var plain = "";
        var words = text.Split(' ');
        for (var i = 0; i < words.Length; i++)
        {
            if (i > 0)
            {
                plain += ' ';
            }

            if (!Emotes.TryGetValue(words[i], out var id))
            {
                plain += words[i];
                continue;
            }

            AddPlain(fragments, plain);
            plain = "";
            var emote = new JsonObject
            {
                ["id"] = id,
                ["emote_set_id"] = "0",
                ["owner_id"] = "0",
                ["format"] = new JsonArray("static"),
            };
            fragments.Add(Fragment("emote", words[i], emote: emote));
        }

        AddPlain(fragments, plain);
    }

    private static void AddPlain(JsonArray fragments, string text)
    {
        if (text.Length > 0)
        {
            fragments.Add(Fragment("text", text));
        }
    }

    private static JsonObject Fragment(string type, string text, JsonObject? cheermote = null, JsonObject? emote = null) =>
        new()
        {
            ["type"] = type,
            ["text"] = text,
            ["cheermote"] = cheermote,
            ["emote"] = emote,
            ["mention"] = null,
        };
}
