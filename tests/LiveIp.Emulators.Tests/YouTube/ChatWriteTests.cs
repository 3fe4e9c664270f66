using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using LiveIp.Emulators.Faults;
using LiveIp.Emulators.Show;
using LiveIp.Emulators.YouTube;

namespace LiveIp.Emulators.Tests.YouTube;

public sealed class ChatWriteTests : IAsyncLifetime
{
    private const string Path = "/youtube/v3/liveChat/messages";
    private EmulatedYouTube _youtube = null!;

    public async ValueTask InitializeAsync() => _youtube = await EmulatedYouTube.StartAsync();

    public ValueTask DisposeAsync() => _youtube.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_message_is_in_the_chat_under_the_id_that_was_answered(bool packed)
    {
        using var stream = _youtube.Stream();
        await stream.NextAsync();

        var (status, sent) = await InsertAsync(Text("hello 你好"), packed: packed);

        Assert.True(status == 200, sent.ToJsonString());
        Assert.Equal("youtube#liveChatMessage", (string)sent["kind"]!);
        var streamed = Assert.Single((await stream.NextAsync()).Items);
        Assert.Equal(((string)sent["id"]!, "hello 你好"), (streamed.Id, streamed.Snippet.TextMessageDetails.MessageText));
        Assert.True(streamed.AuthorDetails.IsChatOwner);
        var listed = Assert.Single((await _youtube.ChatPageAsync()).Body["items"]!.AsArray())!;
        Assert.Equal((string)sent["id"]!, (string)listed["id"]!);
        // The channel's own words are no audience.
        Assert.Empty(Assert.Single(_youtube.Truth.Rows).Counts);
    }

    [Fact]
    public async Task Writing_costs_twenty_units_and_a_refusal_one()
    {
        var before = _youtube.Stage.Quota.Used;
        await InsertAsync(Text("x"));
        await InsertAsync(Text(""));

        Assert.Equal(21, _youtube.Stage.Quota.Used - before);
    }

    [Fact]
    public async Task What_the_reference_refuses_is_refused_with_its_reason()
    {
        Assert.Equal(200, (await InsertAsync(Text(string.Concat(Enumerable.Repeat("😀", 200))))).Status);
        Assert.Equal((400, "messageTextInvalid"), Reason(await InsertAsync(Text(new string('x', 201)))));
        Assert.Equal((400, "messageTextRequired"), Reason(await InsertAsync(Text(" "))));
        Assert.Equal((400, "liveChatIdRequired"), Reason(await InsertAsync(Text("x", chat: ""))));
        Assert.Equal((404, "liveChatNotFound"), Reason(await InsertAsync(Text("x", chat: "nope"))));
        Assert.Equal((400, "typeRequired"), Reason(await InsertAsync(Text("x", type: ""))));
        Assert.Equal((400, "invalidParameter"), Reason(await InsertAsync(Text("x", type: "superChatEvent"))));
        Assert.Equal((400, "required"), Reason(await InsertAsync(Text("x"), query: "")));
        Assert.Equal((400, "parseError"), Reason(await InsertAsync(body: null)));
    }

    [Fact]
    public async Task After_the_end_nobody_writes()
    {
        _youtube.Perform(n => new BroadcastEndEvent(n, TimeSpan.Zero, "end"));

        Assert.Equal((403, "liveChatEnded"), Reason(await InsertAsync(Text("x"))));
    }

    [Fact]
    public async Task A_sign_in_that_may_only_read_cannot_write()
    {
        await using var reader = await EmulatedYouTube.StartAsync(
            new YouTubeEmulatorOptions { Scopes = [YouTubeEmulatorOptions.ReadOnlyScope] }
        );

        Assert.Equal((403, "insufficientPermissions"), Reason(await InsertAsync(Text("x", reader.ChatId), youtube: reader)));
    }

    [Fact]
    public async Task A_lost_answer_leaves_the_message_in_the_chat()
    {
        _youtube.Order(FaultKind.LoseEachAnswer);

        await Assert.ThrowsAsync<HttpRequestException>(() => InsertAsync(Text("hello")));

        Assert.Single((await _youtube.ChatPageAsync()).Body["items"]!.AsArray());
        Assert.Equal(200, (await InsertAsync(Text("again"))).Status);
    }

    [Fact]
    public async Task A_message_that_is_taken_out_is_told()
    {
        _youtube.Chat("spam");
        var page = (await _youtube.ChatPageAsync()).Body;
        var id = (string)page["items"]![0]!["id"]!;

        Assert.Equal(204, (await SendAsync(HttpMethod.Delete, $"{Path}?id={id}", null)).Status);
        Assert.Equal((404, "notFound"), Reason(await SendAsync(HttpMethod.Delete, $"{Path}?id=nope", null)));

        var told = Assert.Single((await _youtube.NextChatPageAsync(page)).Body["items"]!.AsArray())!;
        Assert.Equal(
            ("messageDeletedEvent", id),
            ((string)told["snippet"]!["type"]!, (string)told["snippet"]!["messageDeletedDetails"]!["deletedMessageId"]!)
        );
    }

    [Fact]
    public async Task Who_is_banned_is_not_heard_until_the_ban_is_lifted_by_its_id()
    {
        _youtube.Chat("spam");
        var page = (await _youtube.ChatPageAsync()).Body;
        var person = (string)page["items"]![0]!["snippet"]!["authorChannelId"]!;
        const string bans = "/youtube/v3/liveChat/bans";

        Assert.Equal((400, "typeRequired"), Reason(await SendAsync(HttpMethod.Post, $"{bans}?part=snippet", Ban(person, type: ""))));
        var (status, ban) = await SendAsync(HttpMethod.Post, $"{bans}?part=snippet", Ban(person, "temporary"));
        Assert.True(status == 200, ban.ToJsonString());
        Assert.Equal("300", (string)ban["snippet"]!["banDurationSeconds"]!);
        _youtube.Chat("unheard");
        var id = Uri.EscapeDataString((string)ban["id"]!);
        Assert.Equal(204, (await SendAsync(HttpMethod.Delete, $"{bans}?id={id}", null)).Status);
        Assert.Equal((404, "liveChatBanNotFound"), Reason(await SendAsync(HttpMethod.Delete, $"{bans}?id={id}", null)));
        _youtube.Chat("heard again");

        var told = (await _youtube.NextChatPageAsync(page)).Body["items"]!.AsArray();
        Assert.Equal(["userBannedEvent", "textMessageEvent"], told.Select(static i => (string)i!["snippet"]!["type"]!));
    }

    private JsonObject Ban(string person, string type) =>
        new()
        {
            ["snippet"] = new JsonObject
            {
                ["liveChatId"] = _youtube.ChatId,
                ["type"] = type,
                ["bannedUserDetails"] = new JsonObject { ["channelId"] = person },
            },
        };

    private JsonObject Text(string text, string? chat = null, string type = "textMessageEvent") =>
        new()
        {
            ["snippet"] = new JsonObject
            {
                ["liveChatId"] = chat ?? _youtube.ChatId,
                ["type"] = type,
                ["textMessageDetails"] = new JsonObject { ["messageText"] = text },
            },
        };

    private Task<(int Status, JsonNode Body)> InsertAsync(
        JsonObject? body,
        string query = "?part=snippet",
        bool packed = false,
        EmulatedYouTube? youtube = null
    ) => SendAsync(HttpMethod.Post, Path + query, body, packed, youtube);

    private async Task<(int Status, JsonNode Body)> SendAsync(
        HttpMethod method,
        string path,
        JsonObject? body,
        bool packed = false,
        EmulatedYouTube? youtube = null
    )
    {
        youtube ??= _youtube;
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", youtube.Token);
        var bytes = Encoding.UTF8.GetBytes(body?.ToJsonString() ?? "");
        request.Content = new ByteArrayContent(packed ? Pack(bytes) : bytes);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (packed)
        {
            request.Content.Headers.ContentEncoding.Add("gzip");
        }

        using var response = await youtube.Http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!);
    }

    private static byte[] Pack(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }

    private static (int, string) Reason((int Status, JsonNode Body) answer) =>
        (answer.Status, (string)answer.Body["error"]!["errors"]![0]!["reason"]!);
}
