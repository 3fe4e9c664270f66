using System.Buffers;
using System.Net.Http.Headers;
using System.Text.Encodings.Web;
using System.Text.Json;
using LiveIp.Contracts;
using LiveIp.Plugins.Sending;

namespace LiveIp.Plugins.Discord;

/// <summary>The body of a message.</summary>
internal static class DiscordMessage
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// The text as it is, with no mention in it taken for one: a title that holds "@everyone" must not wake everyone.
    /// </summary>
    /// <param name="kept">Of an edit, the ids of the files that stay; null where there never was one.</param>
    public static OnceContent Write(string text, IReadOnlyList<string>? kept = null) =>
        new(
            Json(
                text,
                kept is null
                    ? null
                    : json =>
                    {
                        foreach (var id in kept)
                        {
                            json.WriteStartObject();
                            json.WriteString("id", id);
                            json.WriteEndObject();
                        }
                    }
            )
        );

    /// <summary>The same with files, as https://docs.discord.com/developers/reference#uploading-files has it.</summary>
    /// <exception cref="AdapterException">A file is not there any more.</exception>
    public static OnceContent Write(string text, IReadOnlyList<IMediaContent> files)
    {
        var form = new MultipartFormDataContent();
        try
        {
            var names = files.Select(static (file, i) => FormFile.NameOf(file, i + 1)).ToArray();
            var payload = new ByteArrayContent(Json(text, json => Describe(json, files, names)));
            payload.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            form.Add(payload, "\"payload_json\"");
            for (var i = 0; i < files.Count; i++)
            {
                FormFile.Add(form, $"files[{i}]", names[i], files[i]);
            }

            return new OnceContent(form, files.Sum(static f => f.File.SizeBytes));
        }
        catch
        {
            form.Dispose();
            throw;
        }
    }

    /// <summary>Each by the number of its part.</summary>
    private static void Describe(Utf8JsonWriter json, IReadOnlyList<IMediaContent> files, string[] names)
    {
        for (var i = 0; i < files.Count; i++)
        {
            json.WriteStartObject();
            json.WriteNumber("id", i);
            json.WriteString("filename", names[i]);
            if (files[i].File.AltText.Length > 0)
            {
                // The host takes 1000 characters, Discord 1024.
                json.WriteString("description", files[i].File.AltText);
            }

            json.WriteEndObject();
        }
    }

    private static byte[] Json(string text, Action<Utf8JsonWriter>? attachments)
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
            if (attachments is not null)
            {
                json.WriteStartArray("attachments");
                attachments(json);
                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        return body.WrittenSpan.ToArray();
    }
}
