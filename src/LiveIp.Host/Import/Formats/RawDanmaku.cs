using System.Text.Json;

namespace LiveIp.Host.Import.Formats;

/// <summary>What the platform sent, as BililiveRecorder can keep it beside its own attributes; nothing when it is absent or broken.</summary>
internal readonly struct RawDanmaku : IDisposable
{
    private readonly JsonDocument? _json;

    private RawDanmaku(JsonDocument? json) => _json = json;

    public JsonFields Fields => _json is { } json ? new(json.RootElement) : default;

    public static RawDanmaku Parse(string text)
    {
        try
        {
            return new(text.Length == 0 ? null : JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 32 }));
        }
        catch (JsonException)
        {
            return default;
        }
    }

    public void Dispose() => _json?.Dispose();
}
