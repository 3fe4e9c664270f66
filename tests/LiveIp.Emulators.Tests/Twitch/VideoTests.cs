using System.Text.Json.Nodes;
using LiveIp.Emulators.Past;
using LiveIp.Emulators.Show;
using LiveIp.Emulators.Twitch;

namespace LiveIp.Emulators.Tests.Twitch;

/// <summary>Recordings, clips and markers.</summary>
public sealed class VideoTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Fact]
    public async Task Recordings_are_listed_newest_first_and_by_pages()
    {
        await using var house = await TwitchHouse.OpenAsync();
        for (var i = 1; i <= 3; i++)
        {
            Remember(house, $"7{i}", Start.AddDays(i), seconds: i == 3 ? 3722 : 61);
        }

        var (status, first) = await house.SendAsync(HttpMethod.Get, $"/helix/videos?user_id={house.Options.UserId}&type=archive&first=2");
        var next = (string)first["pagination"]!["cursor"]!;
        var (_, second) = await house.SendAsync(HttpMethod.Get, $"/helix/videos?user_id={house.Options.UserId}&first=2&after={next}");

        Assert.Equal(200, status);
        Assert.Equal(["73", "72", "71"], first["data"]!.AsArray().Concat(second["data"]!.AsArray()).Select(static v => (string)v!["id"]!));
        Assert.Equal(("1h2m2s", "1m1s"), ((string)first["data"]![0]!["duration"]!, (string)first["data"]![1]!["duration"]!));
        Assert.Null(second["pagination"]!["cursor"]);
    }

    [Theory]
    [InlineData("/helix/videos")]
    [InlineData("/helix/videos?user_id=1&id=2")]
    [InlineData("/helix/videos?user_id=abc")]
    [InlineData("/helix/videos?user_id=1&type=vod")]
    [InlineData("/helix/videos?user_id=1&first=101")]
    [InlineData("/helix/videos?id=1&first=1")]
    [InlineData("/helix/clips")]
    [InlineData("/helix/clips?broadcaster_id=1&id=2")]
    [InlineData("/helix/clips?broadcaster_id=1&started_at=soon")]
    public async Task What_the_documents_refuse_is_refused(string path)
    {
        await using var house = await TwitchHouse.OpenAsync();

        Assert.Equal(400, (await house.SendAsync(HttpMethod.Get, path)).Status);
    }

    [Fact]
    public async Task Clips_lie_in_a_window_of_a_week_unless_it_has_an_end()
    {
        await using var house = await TwitchHouse.OpenAsync();
        Remember(house, "71", Start, 600, clips: [5, 9]);
        Remember(house, "72", Start.AddDays(8), 600, clips: [1]);
        var window = $"/helix/clips?broadcaster_id={house.Options.UserId}&started_at={Start:yyyy-MM-ddTHH:mm:ssZ}";

        Assert.Equal([9, 5], await ViewsAsync(house, window));
        Assert.Equal([9, 5, 1], await ViewsAsync(house, $"{window}&ended_at={Start.AddDays(9):yyyy-MM-ddTHH:mm:ssZ}"));
    }

    [Fact]
    public async Task A_clip_of_the_live_stream_is_accepted_at_once_and_there_a_little_later()
    {
        await using var house = await TwitchHouse.OpenAsync(TwitchHouse.Quick with { ClipTakes = TimeSpan.FromMilliseconds(1) });
        var path = $"/helix/clips?broadcaster_id={house.Options.UserId}";
        Assert.Equal(404, (await house.SendAsync(HttpMethod.Post, path)).Status);
        GoLive(house);

        var (status, made) = await house.SendAsync(HttpMethod.Post, $"{path}&title=Wow&duration=12.5");

        Assert.Equal(202, status);
        var id = (string)made["data"]![0]!["id"]!;
        Assert.EndsWith("/edit", (string)made["data"]![0]!["edit_url"]!, StringComparison.Ordinal);
        JsonArray found;
        do
        {
            found = (await house.SendAsync(HttpMethod.Get, $"/helix/clips?id={id}")).Body["data"]!.AsArray();
        } while (found.Count == 0);

        Assert.Equal(("Wow", 12.5), ((string)found[0]!["title"]!, (double)found[0]!["duration"]!));
        Assert.Equal(400, (await house.SendAsync(HttpMethod.Post, $"{path}&duration=4.9")).Status);
        Assert.Equal(400, (await house.SendAsync(HttpMethod.Post, $"{path}&duration=12.55")).Status);
    }

    [Fact]
    public async Task A_clip_may_never_appear()
    {
        await using var house = await TwitchHouse.OpenAsync(TwitchHouse.Quick with { ClipTakes = null });
        GoLive(house);

        var (_, made) = await house.SendAsync(HttpMethod.Post, $"/helix/clips?broadcaster_id={house.Options.UserId}");

        var listed = await house.SendAsync(HttpMethod.Get, $"/helix/clips?id={(string)made["data"]![0]!["id"]!}");
        Assert.Empty(listed.Body["data"]!.AsArray());
    }

    [Fact]
    public async Task A_marker_needs_a_live_stream_and_a_short_description()
    {
        await using var house = await TwitchHouse.OpenAsync();
        JsonObject Body(string note) => new() { ["user_id"] = house.Options.UserId, ["description"] = note };
        const string path = "/helix/streams/markers";

        Assert.Equal(404, (await house.SendAsync(HttpMethod.Post, path, Body("x"))).Status);
        GoLive(house);
        var (status, made) = await house.SendAsync(HttpMethod.Post, path, Body(new string('好', 140)));
        Assert.Equal(200, status);
        Assert.InRange((long)made["data"]![0]!["position_seconds"]!, 0, 60);
        Assert.Equal(400, (await house.SendAsync(HttpMethod.Post, path, Body(new string('好', 141)))).Status);
        Assert.Equal(403, (await house.SendAsync(HttpMethod.Post, path, new() { ["user_id"] = "1" })).Status);
        Assert.Equal(400, (await house.SendAsync(HttpMethod.Post, path, [])).Status);
    }

    private static void GoLive(TwitchHouse house) => house.Stage.Perform(new BroadcastStartEvent(house.Next(), TimeSpan.Zero, "live"));

    private static async Task<IEnumerable<long>> ViewsAsync(TwitchHouse house, string path) =>
        (await house.SendAsync(HttpMethod.Get, path)).Body["data"]!.AsArray().Select(static c => (long)c!["view_count"]!);

    private static void Remember(TwitchHouse house, string id, DateTimeOffset start, int seconds, params long[] clips) =>
        house.Stage.Remember(
            new PastShow
            {
                Platform = "twitch",
                Id = id,
                Title = id,
                StartedAt = start,
                Seconds = seconds,
                ClipViews = clips,
            }
        );
}
