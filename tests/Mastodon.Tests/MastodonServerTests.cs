using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using LiveIp.Plugins.Mastodon.Tests.Support;

namespace LiveIp.Plugins.Mastodon.Tests;

/// <summary>The stand-in refuses what the real server refuses, so that a plugin that is wrong does not pass.</summary>
public sealed class MastodonServerTests
{
    [Theory]
    [InlineData(MastodonServer.Token, "live", "public", HttpStatusCode.OK)]
    [InlineData("made up", "live", "public", HttpStatusCode.Unauthorized)]
    [InlineData(MastodonServer.Token, " ", "public", HttpStatusCode.UnprocessableEntity)]
    [InlineData(MastodonServer.Token, "live", "Public", HttpStatusCode.UnprocessableEntity)]
    public async Task A_status_that_is_not_right_is_refused(string token, string text, string visibility, HttpStatusCode expected)
    {
        await using var bench = await Bench.StartAsync();

        Assert.Equal(expected, (await PostAsync(bench.Server.Uri, token, text, visibility)).Status);
    }

    [Theory]
    [InlineData(true, 3599, 1)]
    [InlineData(true, 3601, 2)]
    [InlineData(false, 1, 2)]
    public async Task A_key_is_kept_for_an_hour_or_not_at_all_and_the_body_is_not_compared(bool honoured, int seconds, int statuses)
    {
        await using var bench = await Bench.StartAsync();
        bench.Server.HonoursKeys = honoured;

        await PostAsync(bench.Server.Uri, MastodonServer.Token, "one", "public");
        bench.Clock.Advance(TimeSpan.FromSeconds(seconds));
        await PostAsync(bench.Server.Uri, MastodonServer.Token, "another", "public");

        Assert.Equal(statuses, bench.Server.Statuses.Count);
    }

    private static async Task<(HttpStatusCode Status, JsonNode Body)> PostAsync(Uri server, string token, string text, string visibility)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server, "/api/v1/statuses"))
        {
            Content = new FormUrlEncodedContent([new("status", text), new("visibility", visibility)]),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add("Idempotency-Key", "one key");
        using var response = await client.SendAsync(request);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }
}
