using System.Text.Json.Nodes;
using CsCheck;
using LiveIp.Emulators.Show;
using LiveIp.Emulators.YouTube;
using LiveIp.Emulators.YouTube.Live;

namespace LiveIp.Emulators.Tests.YouTube;

public sealed class ResourceTests : IAsyncLifetime
{
    private EmulatedYouTube _youtube = null!;

    public async ValueTask InitializeAsync() => _youtube = await EmulatedYouTube.StartAsync();

    public ValueTask DisposeAsync() => _youtube.DisposeAsync();

    [Theory]
    [InlineData("part=snippet,statistics")]
    [InlineData("part=snippet&part=statistics")]
    [InlineData("part=snippet%2C%20statistics")]
    public async Task Only_the_requested_parts_come_in_either_spelling(string parts)
    {
        var (status, body) = await _youtube.GetAsync($"/youtube/v3/videos?id=nobody&id=LvIpEmu0001,other&{parts}");

        Assert.Equal(200, status);
        Assert.Equal("youtube#videoListResponse", (string)body["kind"]!);
        Assert.Equal(1, (int)body["pageInfo"]!["totalResults"]!);
        var video = Assert.Single(body["items"]!.AsArray())!.AsObject();
        Assert.Equal(["etag", "id", "kind", "snippet", "statistics"], video.Select(p => p.Key).Order());
    }

    [Fact]
    public async Task Large_integers_are_strings_and_no_viewers_is_no_number()
    {
        var before = await VideoAsync();
        _youtube.Perform(n => new AudienceEvent(n, TimeSpan.Zero, 120, 987_654));
        _youtube.Perform(n => new LikeEvent(n, TimeSpan.Zero, EmulatedYouTube.Ann, 5));
        var after = await VideoAsync();
        var (_, channels) = await _youtube.GetAsync("/youtube/v3/channels?part=statistics&forHandle=XiaoXing");

        Assert.False(before["liveStreamingDetails"]!.AsObject().ContainsKey("concurrentViewers"));
        Assert.Equal("\"120\"", after["liveStreamingDetails"]!["concurrentViewers"]!.ToJsonString());
        Assert.Equal("\"5\"", after["statistics"]!["likeCount"]!.ToJsonString());
        Assert.Equal("\"987000\"", channels["items"]![0]!["statistics"]!["subscriberCount"]!.ToJsonString());
    }

    [Fact]
    public void Subscribers_keep_three_digits()
    {
        Gen.Long[0, 2_000_000_000]
            .Sample(n =>
            {
                var rounded = ChannelState.Rounded(n);
                Assert.True(rounded <= n && n - rounded < Math.Max(1, n / 99));
                Assert.True(rounded.ToString().TrimEnd('0').Length <= 3);
            });
    }

    [Fact]
    public async Task The_owner_finds_the_broadcast_through_its_life()
    {
        await using var waiting = await EmulatedYouTube.StartAsync(new YouTubeEmulatorOptions { LiveAtStart = false });
        Assert.Equal(["ready"], await StatusesAsync(waiting, "upcoming"));
        Assert.Empty(await StatusesAsync(waiting, "active"));

        waiting.Perform(n => new BroadcastStartEvent(n, TimeSpan.Zero, "Tonight"));
        Assert.Equal(["live"], await StatusesAsync(waiting, "active"));
        var chat = waiting.ChatId;

        waiting.Perform(n => new BroadcastEndEvent(n, TimeSpan.Zero, "Tonight"));
        Assert.Equal(["complete"], await StatusesAsync(waiting, "completed"));

        waiting.Perform(n => new BroadcastStartEvent(n, TimeSpan.Zero, "Again"));
        Assert.Equal(["live"], await StatusesAsync(waiting, "active"));
        Assert.Equal(["live", "complete"], await StatusesAsync(waiting, "all"));
        Assert.NotEqual(chat, waiting.ChatId);
        Assert.Equal("chatEndedEvent", Assert.Single(waiting.Truth.Rows).Type);
    }

    [Fact]
    public async Task The_live_chat_is_named_only_while_live()
    {
        var (_, mine) = await _youtube.GetAsync("/youtube/v3/liveBroadcasts?part=snippet,status&mine=true");
        var live = await VideoAsync();
        _youtube.Perform(n => new BroadcastEndEvent(n, TimeSpan.Zero, "bye"));
        var ended = await VideoAsync();

        Assert.Equal((string)mine["items"]![0]!["snippet"]!["liveChatId"]!, (string)live["liveStreamingDetails"]!["activeLiveChatId"]!);
        Assert.False(ended["liveStreamingDetails"]!.AsObject().ContainsKey("activeLiveChatId"));
        Assert.NotNull(ended["liveStreamingDetails"]!["actualEndTime"]);
    }

    [Theory]
    [InlineData("mine=true", true)]
    [InlineData("id=UCliveip0000000000000000", true)]
    [InlineData("forHandle=%40xiaoxing", true)]
    [InlineData("forHandle=somebody", false)]
    public async Task The_channel_is_found_or_the_items_are_left_out(string filter, bool found)
    {
        var (status, body) = await _youtube.GetAsync($"/youtube/v3/channels?part=id,snippet&{filter}");

        Assert.Equal(200, status);
        Assert.Equal(found, body.AsObject().ContainsKey("items"));
        Assert.Equal(found ? 1 : 0, (int)body["pageInfo"]!["totalResults"]!);
    }

    [Theory]
    [InlineData("/youtube/v3/videos?part=id&id=LvIpEmu0001", 200)]
    [InlineData("/youtube/v3/channels?part=id&forHandle=@xiaoxing", 200)]
    [InlineData("/youtube/v3/channels?part=id&mine=true", 401)]
    public async Task A_key_reads_what_is_public(string path, int status)
    {
        var (code, _) = await _youtube.GetAsync($"{path}&key={new YouTubeEmulatorOptions().ApiKey}", authorization: null);

        Assert.Equal(status, code);
    }

    [Fact]
    public void The_description_names_all_that_a_client_needs()
    {
        var options = new YouTubeEmulatorOptions();
        var json = options.Describe(new Uri("http://a:1/"), new Uri("http://a:2/"), new Uri("http://a:1/token"));

        Assert.Equal("http://a:2/", (string)json["settings"]!["streamAddress"]!);
        Assert.Equal(options.RefreshToken, (string)json["channel"]!["secrets"]!["refresh_token"]!);
        Assert.Equal(options.ApiKey, (string)json["apiKey"]!);
        Assert.Equal(options.Scopes, json["scopes"]!.AsArray().Select(s => (string)s!));
    }

    private async Task<JsonNode> VideoAsync() =>
        (await _youtube.GetAsync("/youtube/v3/videos?part=statistics,liveStreamingDetails&id=LvIpEmu0001")).Body["items"]![0]!;

    private static async Task<string[]> StatusesAsync(EmulatedYouTube youtube, string filter)
    {
        var (_, body) = await youtube.GetAsync($"/youtube/v3/liveBroadcasts?part=status&broadcastStatus={filter}");
        return [.. body["items"]!.AsArray().Select(item => (string)item!["status"]!["lifeCycleStatus"]!)];
    }
}
