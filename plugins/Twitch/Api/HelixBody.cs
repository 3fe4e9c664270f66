using System.Text;
using System.Text.Json;

namespace LiveIp.Plugins.Twitch.Api;

/// <summary>Makes the JSON object of a call.</summary>
internal static class HelixBody
{
    public static string Of(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}
