using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using LiveIp.EndToEnd.Tests.GoingLive;
using LiveIp.EndToEnd.Tests.Support;
using LiveIp.Host.Demo;

namespace LiveIp.EndToEnd.Tests.Memory;

/// <summary>The emulated YouTube is killed and comes back: what was done over its API is still so.</summary>
public sealed class KilledYouTubeTests
{
    private const string Title = "Night";
    private const string Live = "youtube/v3/liveBroadcasts";

    [Fact]
    public async Task What_was_made_over_the_api_is_there_again_and_goes_on()
    {
        var deadline = Deadline.In(90);
        using var state = new TempDirectory();
        List<string> arguments = ["--off-air", "--youtube-without-key", $"--state={state.Path}"];
        string id,
            before;
        int lines;
        var first = await EmulatorChild.StartAsync(arguments, deadline);
        arguments.AddRange(first.Config["ports"]!.AsObject().Select(static p => $"--{p.Key}={p.Value}"));
        using var api = Client(first.Config);
        using (var truth = new EmulatedChannel(first.Config))
        {
            id = await MakeAsync(api, first, truth, deadline);
            before = await ToldAsync(first, deadline);
            lines = (await first.GetTruthAsync(deadline)).Occurrences.Count;
        }

        await first.KillAsync();
        await first.DisposeAsync();
        await using var second = await EmulatorChild.StartAsync(arguments, deadline);
        using var again = new EmulatedChannel(second.Config);

        Assert.Equal(before, await ToldAsync(second, deadline));
        var made = Assert.Single(await again.BroadcastsAsync(Title, deadline));
        Assert.Equal((id, "live"), ((string?)made["id"], EmulatedChannel.Status(made)));
        Assert.Equal(EmulatedChannel.BoundTo(made), (string?)Assert.Single(await again.StreamsAsync(deadline))["id"]);
        Assert.Equal(lines, (await second.GetTruthAsync(deadline)).Occurrences.Count);
        Assert.Equal(["Hello", "World"], await TextsAsync(api, made, deadline));

        // It is no picture of what was: it can be gone on with, and nothing has an id twice.
        await SayAsync(api, made, "Again", deadline);
        Assert.Equal(["Hello", "World", "Again"], await TextsAsync(api, made, deadline));
        using var end = await api.PostAsync($"{Live}/transition?id={id}&broadcastStatus=complete&part=id", null, deadline);
        end.EnsureSuccessStatusCode();
        Assert.Equal("complete", EmulatedChannel.Status(Assert.Single(await again.BroadcastsAsync(Title, deadline))));
    }

    /// <summary>A stream and a broadcast on it, live, with two lines in its chat.</summary>
    private static async Task<string> MakeAsync(
        HttpClient api,
        EmulatorChild emulators,
        EmulatedChannel truth,
        CancellationToken cancellationToken
    )
    {
        var stream = await PostAsync(
            api,
            "youtube/v3/liveStreams?part=id,snippet,cdn",
            new JsonObject
            {
                ["snippet"] = new JsonObject { ["title"] = "LiveIp" },
                ["cdn"] = new JsonObject
                {
                    ["ingestionType"] = "rtmp",
                    ["resolution"] = "variable",
                    ["frameRate"] = "variable",
                },
            },
            cancellationToken
        );
        var made = await PostAsync(
            api,
            $"{Live}?part=id,snippet,status,contentDetails",
            new JsonObject
            {
                ["snippet"] = new JsonObject { ["title"] = Title, ["scheduledStartTime"] = "2126-07-01T13:00:00Z" },
                ["status"] = new JsonObject { ["privacyStatus"] = "public" },
                ["contentDetails"] = new JsonObject
                {
                    ["enableAutoStart"] = true,
                    ["enableAutoStop"] = false,
                    ["monitorStream"] = new JsonObject { ["enableMonitorStream"] = false },
                },
            },
            cancellationToken
        );
        var id = (string)made["id"]!;
        await PostAsync(api, $"{Live}/bind?id={id}&streamId={stream["id"]}&part=id", [], cancellationToken);
        await emulators.EncodeAsync("youtube", sending: true, cancellationToken);
        JsonNode live;
        while (EmulatedChannel.Status(live = (await truth.BroadcastsAsync(Title, cancellationToken)).Single()) != "live")
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
        }

        await SayAsync(api, live, "Hello", cancellationToken);
        await SayAsync(api, live, "World", cancellationToken);
        return id;
    }

    private static Task<JsonObject> SayAsync(HttpClient api, JsonNode broadcast, string text, CancellationToken cancellationToken) =>
        PostAsync(
            api,
            "youtube/v3/liveChat/messages?part=id",
            new JsonObject
            {
                ["snippet"] = new JsonObject
                {
                    ["liveChatId"] = Chat(broadcast),
                    ["type"] = "textMessageEvent",
                    ["textMessageDetails"] = new JsonObject { ["messageText"] = text },
                },
            },
            cancellationToken
        );

    private static async Task<IEnumerable<string?>> TextsAsync(HttpClient api, JsonNode broadcast, CancellationToken cancellationToken)
    {
        var page = await api.GetFromJsonAsync<JsonObject>(
            $"youtube/v3/liveChat/messages?part=id,snippet&liveChatId={Chat(broadcast)}",
            cancellationToken
        );
        return page!["items"]!.AsArray().Select(static m => (string?)m!["snippet"]!["displayMessage"]);
    }

    private static string Chat(JsonNode broadcast) => (string)broadcast["snippet"]!["liveChatId"]!;

    /// <summary>Of YouTube's channel, but for the units, which a new process counts anew.</summary>
    private static async Task<string> ToldAsync(EmulatorChild emulators, CancellationToken cancellationToken)
    {
        var youtube = (await emulators.GetChannelsAsync(cancellationToken))["youtube"]!.AsObject();
        youtube.Remove("quotaUsed");
        return youtube.ToJsonString();
    }

    private static async Task<JsonObject> PostAsync(HttpClient api, string path, JsonObject body, CancellationToken cancellationToken)
    {
        using var answer = await api.PostAsJsonAsync(path, body, cancellationToken);
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        Assert.True(answer.IsSuccessStatusCode, text);
        return (JsonObject)JsonNode.Parse(text)!;
    }

    private static HttpClient Client(JsonObject config)
    {
        var youtube = config["youtube"]!;
        var client = new HttpClient { BaseAddress = new Uri((string)youtube["settings"]!["restBaseUri"]!) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            (string)youtube["channel"]!["secrets"]!["access_token"]!
        );
        return client;
    }
}
