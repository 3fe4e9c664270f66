using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LiveIp.Emulators.Twitch;

/// <summary>How the platform writes JSON and times.</summary>
internal static class Wire
{
    private static readonly JsonSerializerOptions Raw = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Bytes(JsonNode node)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = Raw.Encoder }))
        {
            node.WriteTo(writer, Raw);
        }

        return buffer.ToArray();
    }

    /// <summary>
    /// Nine fractional digits, as EventSub writes them: more than .NET keeps, so a client that cannot read them shows it. The last
    /// two are derived from the others.
    /// </summary>
    public static string Nanos(DateTimeOffset at)
    {
        var last = (int)((at.Ticks / 7) % 99) + 1;
        return at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffff", CultureInfo.InvariantCulture)
            + last.ToString("D2", CultureInfo.InvariantCulture)
            + "Z";
    }

    /// <summary>Whole seconds, as Helix writes them.</summary>
    public static string Seconds(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    public static async Task AnswerAsync(HttpContext context, int status, JsonNode? body)
    {
        context.Response.StatusCode = status;
        if (body is null)
        {
            return;
        }

        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.Body.WriteAsync(Bytes(body), context.RequestAborted);
    }
}
