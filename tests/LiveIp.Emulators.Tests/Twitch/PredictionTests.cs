using System.Text.Json.Nodes;
using LiveIp.Emulators.Memory;
using LiveIp.Emulators.Show;
using LiveIp.Emulators.Twitch;
using Microsoft.Extensions.Time.Testing;

namespace LiveIp.Emulators.Tests.Twitch;

public sealed class PredictionTests
{
    private const string Path = "/helix/predictions";

    [Fact]
    public async Task One_is_made_locked_and_resolved_and_whoever_listens_is_told()
    {
        await using var house = await TwitchHouse.OpenAsync();
        await using var socket = await house.ListenAsync("channel.prediction.begin", "channel.prediction.lock", "channel.prediction.end");

        var (status, made) = await house.SendAsync(HttpMethod.Post, Path, Body(house, "Win?", ["Yes", "No", "Draw"]));
        Assert.Equal((200, "ACTIVE"), (status, (string)made["data"]![0]!["status"]!));
        var id = (string)made["data"]![0]!["id"]!;
        var winner = (string)made["data"]![0]!["outcomes"]![2]!["id"]!;
        Assert.Equal(400, (await house.SendAsync(HttpMethod.Post, Path, Body(house, "Another?", ["Yes", "No"]))).Status);

        Assert.Equal(200, (await EndAsync(house, id, "LOCKED")).Status);
        Assert.Equal(400, (await EndAsync(house, id, "LOCKED")).Status);
        Assert.Equal(404, (await EndAsync(house, id, "RESOLVED", "nobody")).Status);
        Assert.Equal("RESOLVED", (string)(await EndAsync(house, id, "RESOLVED", winner)).Body["data"]![0]!["status"]!);
        Assert.Equal(400, (await EndAsync(house, id, "CANCELED")).Status);
        Assert.Equal(404, (await EndAsync(house, "none", "CANCELED")).Status);

        var listed = (await house.SendAsync(HttpMethod.Get, $"{Path}?broadcaster_id={house.Options.UserId}")).Body["data"]!;
        Assert.Equal(winner, (string)Assert.Single(listed.AsArray())!["winning_outcome_id"]!);
        var told = new[] { await socket.NextAsync(), await socket.NextAsync(), await socket.NextAsync() };
        Assert.Equal(
            ["channel.prediction.begin", "channel.prediction.lock", "channel.prediction.end"],
            told.Select(static t => (string)t["metadata"]!["subscription_type"]!)
        );
        Assert.All(told, t => Assert.Equal(id, (string)t["payload"]!["event"]!["id"]!));
        Assert.Equal("resolved", (string)told[2]["payload"]!["event"]!["status"]!);
    }

    [Fact]
    public async Task What_the_documents_refuse_is_refused()
    {
        await using var house = await TwitchHouse.OpenAsync();
        async Task<int> StatusAsync(JsonObject body) => (await house.SendAsync(HttpMethod.Post, Path, body)).Status;

        Assert.Equal(400, await StatusAsync(Body(house, new string('x', 46), ["a", "b"])));
        Assert.Equal(400, await StatusAsync(Body(house, "x", [new string('x', 26), "b"])));
        Assert.Equal(400, await StatusAsync(Body(house, "x", ["a"])));
        Assert.Equal(400, await StatusAsync(Body(house, "x", [.. Enumerable.Range(0, 11).Select(static i => $"{i}")])));
        Assert.Equal(400, await StatusAsync(Body(house, "x", ["a", "b"], window: 29)));
        Assert.Equal(400, await StatusAsync(Body(house, "x", ["a", "b"], window: 1801)));
        var foreign = Body(house, "x", ["a", "b"]);
        foreign["broadcaster_id"] = "1";
        Assert.Equal(401, await StatusAsync(foreign));
        Assert.Equal(400, (await EndAsync(house, "x", "RESOLVED")).Status);
        Assert.Equal(400, (await EndAsync(house, "x", "DONE")).Status);
    }

    [Fact]
    public async Task Without_the_scope_there_is_none()
    {
        await using var house = await TwitchHouse.OpenAsync(TwitchHouse.Quick with { Scopes = ["channel:read:predictions"] });

        Assert.Equal(401, (await house.SendAsync(HttpMethod.Post, Path, Body(house, "x", ["a", "b"]))).Status);
        Assert.Equal(200, (await house.SendAsync(HttpMethod.Get, $"{Path}?broadcaster_id={house.Options.UserId}")).Status);
    }

    [Fact]
    public async Task At_the_end_of_its_window_it_is_locked_although_nobody_asks()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(1_790_000_000));
        await using var house = await TwitchHouse.OpenAsync(TwitchHouse.Unhurried, clock);
        await using var socket = await house.ListenAsync("channel.prediction.lock");
        var made = (await house.SendAsync(HttpMethod.Post, Path, Body(house, "Win?", ["Yes", "No"], window: 30))).Body["data"]![0]!;

        clock.Advance(TimeSpan.FromSeconds(30));

        var told = await socket.NextAsync();
        Assert.Equal((string?)made["id"], (string?)told["payload"]!["event"]!["id"]);
        Assert.Equal(400, (await EndAsync(house, (string)made["id"]!, "LOCKED")).Status);
        Assert.Equal(200, (await EndAsync(house, (string)made["id"]!, "CANCELED")).Status);
    }

    [Fact]
    public async Task There_is_one_at_a_time_whoever_started_it()
    {
        await using var house = await TwitchHouse.OpenAsync();
        house.Stage.Perform(Scripted(house, prediction: 1, step: 0, last: false));
        Assert.Equal(400, (await house.SendAsync(HttpMethod.Post, Path, Body(house, "Win?", ["Yes", "No"]))).Status);
        house.Stage.Perform(Scripted(house, prediction: 1, step: 1, last: true));
        Assert.Equal(200, (await house.SendAsync(HttpMethod.Post, Path, Body(house, "Win?", ["Yes", "No"]))).Status);

        // The script's next does not take place.
        var rows = house.Truth.Rows.Count;
        house.Stage.Perform(Scripted(house, prediction: 2, step: 0, last: false));
        Assert.Equal(rows, house.Truth.Rows.Count);
    }

    [Fact]
    public async Task After_a_kill_what_is_made_has_ids_of_its_own()
    {
        var directory = Directory.CreateTempSubdirectory("liveip-lives-");
        var (ids, frames) = (new HashSet<string>(), new HashSet<string>());
        for (var life = 0; life < 2; life++)
        {
            using var memory = new PlatformMemory(directory.FullName);
            await using var house = await TwitchHouse.OpenAsync(memory: memory);
            await using var socket = await house.ListenAsync("channel.prediction.begin");
            var made = (await house.SendAsync(HttpMethod.Post, Path, Body(house, "Win?", ["Yes", "No"]))).Body["data"]![0]!;
            ids.UnionWith([(string)made["id"]!, .. made["outcomes"]!.AsArray().Select(static o => (string)o!["id"]!)]);
            frames.Add((string)(await socket.NextAsync())["metadata"]!["message_id"]!);
        }

        directory.Delete(recursive: true);
        Assert.Equal((6, 2), (ids.Count, frames.Count));
    }

    private static PredictionEvent Scripted(TwitchHouse house, int prediction, int step, bool last) =>
        new(house.Next(), TimeSpan.Zero, prediction, step, last);

    private static JsonObject Body(TwitchHouse house, string title, IReadOnlyList<string> outcomes, int window = 60) =>
        new()
        {
            ["broadcaster_id"] = house.Options.UserId,
            ["title"] = title,
            ["outcomes"] = new JsonArray([.. outcomes.Select(static o => new JsonObject { ["title"] = o })]),
            ["prediction_window"] = window,
        };

    private static Task<(int Status, JsonNode Body)> EndAsync(TwitchHouse house, string id, string status, string? winner = null) =>
        house.SendAsync(
            HttpMethod.Patch,
            Path,
            new()
            {
                ["broadcaster_id"] = house.Options.UserId,
                ["id"] = id,
                ["status"] = status,
                ["winning_outcome_id"] = winner,
            }
        );
}
