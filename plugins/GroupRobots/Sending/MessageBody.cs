using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LiveIp.Plugins.GroupRobots.Sending;

/// <summary>Writes JSON with texts as they are: escapes would count against limits of bytes.</summary>
internal static class MessageBody
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="write">The members of the one object.</param>
    public static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(body, Options))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return body.WrittenSpan.ToArray();
    }
}
