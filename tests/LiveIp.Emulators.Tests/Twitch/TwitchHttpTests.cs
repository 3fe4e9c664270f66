using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using LiveIp.Emulators.Faults;
using LiveIp.Emulators.Show;
using LiveIp.Emulators.Twitch;

namespace LiveIp.Emulators.Tests.Twitch;

public sealed class TwitchHttpTests
{
    [Fact]
    public async Task A_refresh_token_is_good_once()
    {
        await using var house = await TwitchHouse.OpenAsync();
        var (status, pair) = await Refresh(house, house.Options.RefreshToken);
        Assert.Equal(200, status);
        Assert.Equal("bearer", pair["token_type"]!.GetValue<string>());
        Assert.Equal(house.Options.Scopes, pair["scope"]!.AsArray().Select(s => s!.GetValue<string>()));

        var (again, error) = await Refresh(house, house.Options.RefreshToken);
        Assert.Equal(400, again);
        Assert.Equal("Invalid refresh token", error["message"]!.GetValue<string>());
        Assert.Equal(200, (await Refresh(house, pair["refresh_token"]!.GetValue<string>())).Status);
    }

    [Fact]
    public async Task Token_requests_are_refused_as_documented()
    {
        await using var house = await TwitchHouse.OpenAsync(TwitchHouse.Quick with { ClientSecret = "s" });
        Assert.Equal(400, (await house.FormAsync("/oauth2/token", ("grant_type", "refresh_token"))).Status);
        Assert.Equal(400, (await house.FormAsync("/oauth2/token", ("client_id", "other"))).Status);
        Assert.Equal(403, (await Refresh(house, house.Options.RefreshToken)).Status);
        var right = ("client_secret", "s");
        var client = ("client_id", house.Options.ClientId);
        Assert.Equal(400, (await house.FormAsync("/oauth2/token", client, right, ("grant_type", "password"))).Status);
        Assert.Equal(400, (await house.FormAsync("/oauth2/token", client, right, ("grant_type", "refresh_token"))).Status);
        Assert.Equal(200, (await house.FormAsync("/oauth2/token", client, right, ("grant_type", "client_credentials"))).Status);
    }

    [Fact]
    public async Task Validate_knows_the_token_until_it_is_revoked()
    {
        await using var house = await TwitchHouse.OpenAsync();
        var (status, body) = await Validate(house);
        Assert.Equal(200, status);
        Assert.Equal(house.Options.UserId, body["user_id"]!.GetValue<string>());
        Assert.Equal(house.Options.Login, body["login"]!.GetValue<string>());
        Assert.InRange(body["expires_in"]!.GetValue<int>(), 14000, 14400);

        var token = ("token", house.Token);
        Assert.Equal(200, (await house.FormAsync("/oauth2/revoke", ("client_id", house.Options.ClientId), token)).Status);
        Assert.Equal(400, (await house.FormAsync("/oauth2/revoke", ("client_id", house.Options.ClientId), token)).Status);
        (status, body) = await Validate(house);
        Assert.Equal((401, "invalid access token"), (status, body["message"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Helix_needs_both_headers_and_they_must_match()
    {
        await using var house = await TwitchHouse.OpenAsync();
        foreach (
            var (token, client) in new[]
            {
                (null, house.Options.ClientId),
                ("wrong", house.Options.ClientId),
                (house.Token, null),
                (house.Token, "x"),
            }
        )
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/helix/streams");
            request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
            if (client is not null)
            {
                request.Headers.Add("Client-Id", client);
            }

            using var answer = await house.Http.SendAsync(request);
            Assert.Equal(401, (int)answer.StatusCode);
            var body = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
            Assert.Equal("Unauthorized", body["error"]!.GetValue<string>());
            Assert.Equal(401, body["status"]!.GetValue<int>());
        }
    }

    [Theory]
    [InlineData("/helix/channels", 400)]
    [InlineData("/helix/channels?broadcaster_id=abc", 400)]
    [InlineData("/helix/channels/followers", 400)]
    [InlineData("/helix/subscriptions", 400)]
    [InlineData("/helix/subscriptions?broadcaster_id=1", 401)]
    [InlineData("/helix/goals", 400)]
    [InlineData("/helix/goals?broadcaster_id=1", 401)]
    [InlineData("/helix/streams?type=vod", 400)]
    [InlineData("/helix/streams?first=101", 400)]
    [InlineData("/helix/eventsub/subscriptions?status=enabled&type=stream.online", 400)]
    [InlineData("/helix/eventsub/subscriptions?status=nonsense", 400)]
    [InlineData("/helix/eventsub/subscriptions?type=nonsense", 400)]
    [InlineData("/helix/eventsub/subscriptions?after=!", 400)]
    [InlineData("/helix/nothing", 404)]
    public async Task Wrong_calls_are_refused(string path, int expected)
    {
        await using var house = await TwitchHouse.OpenAsync();
        var (status, body) = await house.SendAsync(HttpMethod.Get, path);
        Assert.Equal(expected, status);
        Assert.Equal(expected, body["status"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_missing_scope_is_named()
    {
        await using var house = await TwitchHouse.OpenAsync(TwitchHouse.Quick with { Scopes = ["user:read:chat"] });
        var id = house.Options.UserId;
        var (status, body) = await house.SendAsync(HttpMethod.Get, $"/helix/subscriptions?broadcaster_id={id}");
        Assert.Equal((401, "Missing scope: channel:read:subscriptions"), (status, body["message"]!.GetValue<string>()));
        house.Stage.Perform(new AudienceEvent(1, TimeSpan.Zero, 5, 1234));
        house.Stage.Perform(new FollowEvent(2, TimeSpan.Zero, TwitchHouse.Mia));
        (status, body) = await house.SendAsync(HttpMethod.Get, $"/helix/channels/followers?broadcaster_id={id}");
        Assert.Equal(200, status);
        Assert.Equal(1234, body["total"]!.GetValue<int>());
        Assert.Empty(body["data"]!.AsArray());
    }

    [Fact]
    public async Task The_rate_limit_is_told_and_kept()
    {
        await using var house = await TwitchHouse.OpenAsync(TwitchHouse.Quick with { RateLimit = 2 });
        foreach (var remaining in new[] { "1", "0" })
        {
            using var passed = await house.RawAsync(HttpMethod.Get, "/helix/streams");
            Assert.Equal(200, (int)passed.StatusCode);
            Assert.Equal("2", passed.Headers.GetValues("Ratelimit-Limit").Single());
            Assert.Equal(remaining, passed.Headers.GetValues("Ratelimit-Remaining").Single());
        }

        using var refused = await house.RawAsync(HttpMethod.Get, "/helix/streams");
        Assert.Equal(429, (int)refused.StatusCode);
        var reset = long.Parse(refused.Headers.GetValues("Ratelimit-Reset").Single(), CultureInfo.InvariantCulture);
        Assert.InRange(reset - TimeProvider.System.GetUtcNow().ToUnixTimeSeconds(), 1, 60);
    }

    [Fact]
    public async Task Ordered_faults_meet_the_next_calls_only()
    {
        await using var house = await TwitchHouse.OpenAsync();
        house.Faults.Order(new Fault("twitch", FaultKind.RateLimited, 1));
        Assert.Equal(429, (await house.SendAsync(HttpMethod.Get, "/helix/streams")).Status);
        house.Faults.Order(new Fault("twitch", FaultKind.ServerError, 1));
        Assert.Equal(503, (await house.SendAsync(HttpMethod.Get, "/helix/streams")).Status);
        Assert.Equal(200, (await house.SendAsync(HttpMethod.Get, "/helix/streams")).Status);

        house.Faults.Order(new Fault("twitch", FaultKind.Unauthorized, 1));
        Assert.Equal(401, (await house.SendAsync(HttpMethod.Get, "/helix/streams")).Status);
        Assert.Equal(401, (await house.SendAsync(HttpMethod.Get, "/helix/streams")).Status);
        house.Token = (await Refresh(house, house.Options.RefreshToken)).Body["access_token"]!.GetValue<string>();
        Assert.Equal(200, (await house.SendAsync(HttpMethod.Get, "/helix/streams")).Status);
    }

    [Fact]
    public async Task A_lost_answer_leaves_the_work_done()
    {
        await using var house = await TwitchHouse.OpenAsync();
        await using var socket = await house.ConnectAsync();
        house.Faults.Order(new Fault("twitch", FaultKind.LoseAnswer, 1));
        await Assert.ThrowsAsync<HttpRequestException>(() => house.SubscribeAsync(socket.SessionId, "stream.online"));
        Assert.Equal(["enabled"], await house.StatusesAsync());
    }

    [Fact]
    public async Task The_stream_is_listed_while_it_is_live()
    {
        await using var house = await TwitchHouse.OpenAsync();
        var path = $"/helix/streams?user_id={house.Options.UserId}";
        Assert.Empty((await house.SendAsync(HttpMethod.Get, path)).Body["data"]!.AsArray());
        house.Stage.Perform(new BroadcastStartEvent(1, TimeSpan.Zero, "开播"));
        house.Stage.Perform(new AudienceEvent(2, TimeSpan.Zero, 321, 9));
        var stream = Assert.Single((await house.SendAsync(HttpMethod.Get, path)).Body["data"]!.AsArray())!;
        Assert.Equal(321, stream["viewer_count"]!.GetValue<int>());
        Assert.Equal("开播", stream["title"]!.GetValue<string>());
        Assert.Equal("live", stream["type"]!.GetValue<string>());
        house.Stage.Perform(new BroadcastEndEvent(3, TimeSpan.Zero, "开播"));
        Assert.Empty((await house.SendAsync(HttpMethod.Get, path)).Body["data"]!.AsArray());
    }

    [Fact]
    public void The_printed_configuration_says_where_to_connect()
    {
        var described = TwitchHouse.Quick.Describe(new Uri("http://127.0.0.1:4810"));
        Assert.Equal("ws://127.0.0.1:4810/ws", described["settings"]!["eventSubUri"]!.GetValue<string>());
        Assert.Equal("http://127.0.0.1:4810/helix", described["settings"]!["helixBaseUri"]!.GetValue<string>());
        Assert.Equal(TwitchHouse.Quick.RefreshToken, described["channel"]!["secrets"]!["refresh_token"]!.GetValue<string>());
    }

    private static Task<(int Status, JsonNode Body)> Refresh(TwitchHouse house, string token) =>
        house.FormAsync("/oauth2/token", ("client_id", house.Options.ClientId), ("grant_type", "refresh_token"), ("refresh_token", token));

    private static async Task<(int Status, JsonNode Body)> Validate(TwitchHouse house)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/oauth2/validate");
        request.Headers.Authorization = new AuthenticationHeaderValue("OAuth", house.Token);
        using var answer = await house.Http.SendAsync(request);
        return ((int)answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!);
    }
}
