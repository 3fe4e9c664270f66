using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using LiveIp.V1;

namespace LiveIp.Plugins.Telegram;

/// <summary>The bodies of sendMessage and editMessageText.</summary>
internal static class TelegramMessage
{
    /// <summary>What a message can have. Further links Telegram finds by itself, as it does hashtags.</summary>
    private const int MaxEntities = 100;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// The text as it is, with its links as entities. Never with a parse mode: a title is no markup, and one '_' too many would lose
    /// the post. Hashtags Telegram finds by itself.
    /// </summary>
    public static byte[] Write(RenderedPost rendered, TelegramChat chat, TelegramSettings settings)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(body, Options))
        {
            json.WriteStartObject();
            WriteChat(json, chat);
            WriteText(json, rendered, settings);
            json.WriteBoolean("disable_notification", settings.Silent);
            json.WriteEndObject();
        }

        return body.WrittenSpan.ToArray();
    }

    /// <summary>Of editMessageText, and of deleteMessage where there is no new text.</summary>
    public static byte[] WriteChange(SentMessage message, RenderedPost? rendered, TelegramSettings settings)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(body, Options))
        {
            json.WriteStartObject();
            json.WriteNumber("chat_id", message.Chat);
            json.WriteNumber("message_id", message.Id);
            if (rendered is not null)
            {
                WriteText(json, rendered, settings);
            }

            json.WriteEndObject();
        }

        return body.WrittenSpan.ToArray();
    }

    private static void WriteText(Utf8JsonWriter json, RenderedPost rendered, TelegramSettings settings)
    {
        json.WriteString("text", rendered.Text);
        WriteEntities(json, rendered);
        json.WriteStartObject("link_preview_options");
        json.WriteBoolean("is_disabled", !settings.LinkPreview);
        json.WriteEndObject();
    }

    private static void WriteChat(Utf8JsonWriter json, TelegramChat chat)
    {
        if (chat.Name is { } name)
        {
            json.WriteString("chat_id", "@" + name);
        }
        else
        {
            json.WriteNumber("chat_id", chat.Number);
        }
    }

    /// <summary>Both sides count offsets in UTF-16 units.</summary>
    private static void WriteEntities(Utf8JsonWriter json, RenderedPost rendered)
    {
        json.WriteStartArray("entities");
        foreach (var link in rendered.Spans.Where(static span => span.Kind == TextSpan.Types.Kind.Link).Take(MaxEntities))
        {
            json.WriteStartObject();
            json.WriteString("type", "url");
            json.WriteNumber("offset", link.Start);
            json.WriteNumber("length", link.Length);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
