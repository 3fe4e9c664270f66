using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace LiveIp.EndToEnd.Tests.GoingLive;

/// <summary>The emulated YouTube and Twitch, asked directly: what truly became of what the host did.</summary>
internal sealed class EmulatedChannel(JsonObject config) : IDisposable
{
    private readonly HttpClient _youtube = Client(config["youtube"]!, "restBaseUri");
    private readonly HttpClient _twitch = Client(config["twitch"]!, "helixBaseUri");

    public static string Key(JsonNode stream) => (string)stream["cdn"]!["ingestionInfo"]!["streamName"]!;

    public static string? Status(JsonNode broadcast) => (string?)broadcast["status"]!["lifeCycleStatus"];

    public static string? BoundTo(JsonNode broadcast) => (string?)broadcast["contentDetails"]!["boundStreamId"];

    /// <summary>With this title.</summary>
    public async Task<IReadOnlyList<JsonNode>> BroadcastsAsync(string title, CancellationToken cancellationToken) =>
        [
            .. (
                await ItemsAsync(
                    "youtube/v3/liveBroadcasts?part=snippet,status,contentDetails&mine=true&broadcastType=all&maxResults=50",
                    cancellationToken
                )
            ).Where(b => (string?)b["snippet"]!["title"] == title),
        ];

    public Task<IReadOnlyList<JsonNode>> StreamsAsync(CancellationToken cancellationToken) =>
        ItemsAsync("youtube/v3/liveStreams?part=id,snippet,cdn&mine=true&maxResults=50", cancellationToken);

    public async Task<JsonNode> VideoAsync(string id, CancellationToken cancellationToken) =>
        (await ItemsAsync($"youtube/v3/videos?part=snippet&id={id}", cancellationToken)).Single()["snippet"]!;

    /// <summary>As GET /channels has it.</summary>
    public async Task<JsonNode> TwitchChannelAsync(CancellationToken cancellationToken)
    {
        var answer = await _twitch.GetFromJsonAsync<JsonObject>("helix/channels?broadcaster_id=612345678", cancellationToken);
        return answer!["data"]![0]!;
    }

    /// <summary>As GET /polls has them, newest first.</summary>
    public async Task<IReadOnlyList<JsonNode>> TwitchPollsAsync(CancellationToken cancellationToken)
    {
        var answer = await _twitch.GetFromJsonAsync<JsonObject>("helix/polls?broadcaster_id=612345678", cancellationToken);
        return [.. answer!["data"]!.AsArray().Select(static p => p!)];
    }

    /// <summary>What is in the chat of YouTube's broadcast, oldest first.</summary>
    public async Task<IReadOnlyList<JsonNode>> ChatAsync(CancellationToken cancellationToken)
    {
        const string broadcasts = "youtube/v3/liveBroadcasts?part=snippet&broadcastStatus=active&broadcastType=all";
        var chat = (string)(await ItemsAsync(broadcasts, cancellationToken)).Single()["snippet"]!["liveChatId"]!;
        return await ItemsAsync($"youtube/v3/liveChat/messages?part=id,snippet&maxResults=2000&liveChatId={chat}", cancellationToken);
    }

    public void Dispose()
    {
        _youtube.Dispose();
        _twitch.Dispose();
    }

    private async Task<IReadOnlyList<JsonNode>> ItemsAsync(string path, CancellationToken cancellationToken) =>
        [.. (await _youtube.GetFromJsonAsync<JsonObject>(path, cancellationToken))!["items"]!.AsArray().Select(static i => i!)];

    private static HttpClient Client(JsonNode platform, string address)
    {
        var settings = platform["settings"]!;
        var client = new HttpClient { BaseAddress = new Uri(new Uri((string)settings[address]!).GetLeftPart(UriPartial.Authority)) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            (string)platform["channel"]!["secrets"]!["access_token"]!
        );
        client.DefaultRequestHeaders.Add("Client-Id", (string)settings["clientId"]!);
        return client;
    }
}
