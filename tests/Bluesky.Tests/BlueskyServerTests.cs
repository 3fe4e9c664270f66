using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using LiveIp.Plugins.Bluesky.Tests.Support;
using LiveIp.Plugins.Testing;

namespace LiveIp.Plugins.Bluesky.Tests;

/// <summary>The stand-in refuses what the real server refuses, so that a plugin that is wrong does not pass.</summary>
public sealed class BlueskyServerTests
{
    [Theory]
    [InlineData("""{"rkey":"1"}""", "Invalid TID string")]
    [InlineData("""{"rkey":"zzzzzzzzzzzzz"}""", "Invalid TID string")]
    [InlineData("""{"repo":"did:plc:other"}""", "Input/repo must be the signed in account")]
    [InlineData("""{"record":{"$type":"app.bsky.feed.post","createdAt":"2026-09-21T14:13:20Z"}}""", "Missing required key")]
    [InlineData("""{"record":{"$type":"app.bsky.feed.post","text":"live","createdAt":"yesterday"}}""", "Invalid datetime")]
    public async Task A_record_that_is_not_right_is_refused(string change, string words)
    {
        await using var bench = await Bench.StartAsync();
        await bench.DeliverAsync(RenderedTexts.Of("live"));
        var token = bench.Server.Secrets.Single(secret => secret.StartsWith("access", StringComparison.Ordinal));
        var input = new JsonObject
        {
            ["repo"] = BlueskyServer.Did,
            ["collection"] = "app.bsky.feed.post",
            ["rkey"] = "3jzfcijpj2z2a",
            ["record"] = new JsonObject
            {
                ["$type"] = "app.bsky.feed.post",
                ["text"] = "live",
                ["createdAt"] = "2026-09-21T14:13:20Z",
            },
        };
        var right = await PutAsync(bench.Server.Pds, token, input);
        foreach (var (name, value) in JsonNode.Parse(change)!.AsObject())
        {
            input[name] = value!.DeepClone();
        }

        var wrong = await PutAsync(bench.Server.Pds, token, input);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.BadRequest), (right.Status, wrong.Status));
        Assert.Contains(words, (string?)wrong.Body["message"]);
    }

    [Fact]
    public async Task The_server_that_signs_in_keeps_no_records_and_a_made_up_token_is_400()
    {
        await using var bench = await Bench.StartAsync();

        var entryway = await PutAsync(bench.Server.Entryway, "made up", []);
        var pds = await PutAsync(bench.Server.Pds, "made up", []);

        Assert.Equal((HttpStatusCode.NotImplemented, "MethodNotImplemented"), (entryway.Status, (string?)entryway.Body["error"]));
        Assert.Equal((HttpStatusCode.BadRequest, "InvalidToken"), (pds.Status, (string?)pds.Body["error"]));
    }

    private static async Task<(HttpStatusCode Status, JsonNode Body)> PutAsync(Uri server, string token, JsonObject input)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server, "/xrpc/com.atproto.repo.putRecord"))
        {
            Content = new StringContent(input.ToJsonString(), Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await client.SendAsync(request);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }
}
