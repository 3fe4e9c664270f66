using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using LiveIp.Emulators.Consent;
using LiveIp.Emulators.Memory;
using LiveIp.Emulators.YouTube;
using LiveIp.Emulators.YouTube.Access;

namespace LiveIp.Emulators.Tests.YouTube;

/// <summary>What an account may that is not the channel's.</summary>
public sealed class BotTests : IDisposable
{
    private const string Messages = "/youtube/v3/liveChat/messages";

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("liveip-bot-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Theory]
    [InlineData("POST", Messages + "/transition?id=x&status=closed")]
    [InlineData("DELETE", Messages + "?id=x")]
    [InlineData("POST", "/youtube/v3/liveChat/bans?part=snippet")]
    [InlineData("DELETE", "/youtube/v3/liveChat/bans?id=x")]
    [InlineData("POST", "/youtube/v3/liveBroadcasts?part=snippet")]
    [InlineData("PUT", "/youtube/v3/videos?part=snippet")]
    [InlineData(
        "GET",
        "/v2/reports?ids=channel==MINE&startDate=2026-01-01&endDate=2026-01-02&metrics=views&dimensions=video&filters=video==x"
    )]
    public async Task What_belongs_to_the_owner_is_refused(string verb, string path)
    {
        await using var youtube = await EmulatedYouTube.StartAsync();
        youtube.Token = BotToken(youtube);

        var (status, body) = await SendAsync(youtube, verb, path, []);

        Assert.Equal((403, "forbidden"), (status, (string)body["error"]!["errors"]![0]!["reason"]!));
    }

    [Fact]
    public async Task After_a_kill_each_line_is_still_of_whoever_wrote_it()
    {
        string[] authors = [new YouTubeEmulatorOptions().ChannelId, new YouTubeEmulatorOptions().BotChannelId];
        using (var memory = new PlatformMemory(_directory.FullName))
        {
            await using var youtube = await EmulatedYouTube.StartAsync(memory: memory);
            await WriteAsync(youtube, "owner");
            youtube.Token = BotToken(youtube);
            await WriteAsync(youtube, "bot");
            Assert.Equal(authors, await AuthorsAsync(youtube));
        }

        using var again = new PlatformMemory(_directory.FullName);
        await using var next = await EmulatedYouTube.StartAsync(memory: again);
        foreach (var act in next.Stage.PastActs())
        {
            act.Perform();
        }

        Assert.Equal(authors, await AuthorsAsync(next));
    }

    private static string BotToken(EmulatedYouTube youtube) =>
        youtube.Stage.Access.Issue(new Grant(ConsentAccount.Bot, [YouTubeEmulatorOptions.YouTubeScope]));

    private static async Task WriteAsync(EmulatedYouTube youtube, string text)
    {
        var (status, body) = await SendAsync(
            youtube,
            "POST",
            Messages + "?part=snippet",
            new()
            {
                ["snippet"] = new JsonObject
                {
                    ["liveChatId"] = youtube.ChatId,
                    ["type"] = "textMessageEvent",
                    ["textMessageDetails"] = new JsonObject { ["messageText"] = text },
                },
            }
        );
        Assert.True(status == 200, body.ToJsonString());
    }

    private static async Task<IEnumerable<string>> AuthorsAsync(EmulatedYouTube youtube) =>
        (await youtube.ChatPageAsync()).Body["items"]!.AsArray().Select(static i => (string)i!["snippet"]!["authorChannelId"]!);

    private static async Task<(int Status, JsonNode Body)> SendAsync(EmulatedYouTube youtube, string verb, string path, JsonObject body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Parse(verb), path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", youtube.Token);
        request.Content = verb == "GET" ? null : JsonContent.Create(body);
        using var response = await youtube.Http.SendAsync(request);
        return ((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }
}
