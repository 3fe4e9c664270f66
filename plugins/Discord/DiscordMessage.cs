using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LiveIp.Plugins.Discord;

/// <summary>The body of a message.</summary>
internal static class DiscordMessage
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// The text as it is, with no mention in it taken for one: a title that holds "@everyone" must not wake everyone.
    /// </summary>
    public static byte[] Write(string text)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(body, Options))
        {
            json.WriteStartObject();
            json.WriteString("content", text);
            json.WriteStartObject("allowed_mentions");
            json.WriteStartArray("parse");
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return body.WrittenSpan.ToArray();
    }
}
