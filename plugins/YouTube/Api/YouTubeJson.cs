using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Google.Apis;
using Google.Apis.Util;
using LiveIp.Plugins.YouTube.Api.Data;

namespace LiveIp.Plugins.YouTube.Api;

/// <summary>All JSON of the plugin, source generated: serializing by reflection would keep the plugin's load context alive.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString
)]
[JsonSerializable(typeof(LiveChatMessage))]
[JsonSerializable(typeof(LiveChatMessageListResponse))]
[JsonSerializable(typeof(LiveChatBan))]
[JsonSerializable(typeof(LiveBroadcastListResponse))]
[JsonSerializable(typeof(LiveBroadcast))]
[JsonSerializable(typeof(LiveStreamListResponse))]
[JsonSerializable(typeof(LiveStream))]
[JsonSerializable(typeof(Video))]
[JsonSerializable(typeof(VideoListResponse))]
[JsonSerializable(typeof(VideoCategoryListResponse))]
[JsonSerializable(typeof(ChannelListResponse))]
[JsonSerializable(typeof(SearchListResponse))]
[JsonSerializable(typeof(QueryResponse))]
[JsonSerializable(typeof(History.HistoryCursor))]
[JsonSerializable(typeof(StandardResponse<object>))]
[JsonSerializable(typeof(ErrorBody))]
[JsonSerializable(typeof(Uploads.UploadCheckpoint))]
[JsonSerializable(typeof(Following.ChatCheckpoint))]
[JsonSerializable(typeof(Normalize.RawStreamMessage))]
internal sealed partial class YouTubeJson : JsonSerializerContext;

/// <summary>Gives Google.Apis our JSON instead of its own Newtonsoft.Json, which would keep the plugin loaded for ever.</summary>
internal sealed class YouTubeSerializer : ISerializer
{
    public string Format => "json";

    public void Serialize(object obj, Stream target) => JsonSerializer.Serialize(target, obj, obj.GetType(), YouTubeJson.Default);

    public string Serialize(object obj) => JsonSerializer.Serialize(obj, obj.GetType(), YouTubeJson.Default);

    public T Deserialize<T>(string input) => (T)Deserialize(input, typeof(T));

    public object Deserialize(string input, Type type) => Read(Encoding.UTF8.GetBytes(input), type);

    public T Deserialize<T>(Stream input)
    {
        // In memory already, within the client's bound; whole, so that the beginning can be kept when it is none.
        using var whole = new MemoryStream();
        input.CopyTo(whole);
        return (T)Read(whole.GetBuffer().AsSpan(0, (int)whole.Length), typeof(T));
    }

    /// <exception cref="UnreadableAnswerException">It is no JSON of this type.</exception>
    private static object Read(ReadOnlySpan<byte> answer, Type type)
    {
        try
        {
            return JsonSerializer.Deserialize(answer, type, YouTubeJson.Default) ?? throw new JsonException("The answer is empty.");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new UnreadableAnswerException(answer, e);
        }
    }
}
