using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace LiveIp.Host.Tests.Api.Hostile;

/// <summary>Over JSON the same errors: the HTTP status, and google.rpc.Status with its details as the body.</summary>
public sealed class JsonErrorTests(WholeHost host) : IClassFixture<WholeHost>
{
    [Theory]
    [InlineData("GET", "/v1/events?filter.kinds=riot", null, 400, "INVALID_FIELD", "filter.kinds[0]")]
    [InlineData("GET", "/v1/events?pageSize=-1", null, 400, "INVALID_FIELD", "page_size")]
    [InlineData("GET", "/v1/events?pageSize=many", null, 400, "REQUEST_MALFORMED", "query")]
    [InlineData("GET", "/v1/events?startTime=yesterday", null, 400, "REQUEST_MALFORMED", "query")]
    [InlineData("GET", "/v1/events:watch?resumeToken=x", null, 400, "RESUME_TOKEN_INVALID", "resume_token")]
    [InlineData("GET", "/v1/channels/nobody", null, 404, "CHANNEL_NOT_FOUND", null)]
    [InlineData("GET", "/v1/channels/%07", null, 400, "INVALID_FIELD", "name")]
    [InlineData("GET", "/v1/nothing", null, 404, "METHOD_UNKNOWN", null)]
    [InlineData("GET", "/", null, 404, "METHOD_UNKNOWN", null)]
    [InlineData("PUT", "/v1/channels", "{}", 404, "METHOD_UNKNOWN", null)]
    [InlineData("POST", "/healthz", "{}", 405, "METHOD_UNKNOWN", null)]
    [InlineData("GET", "/v1/score?preset=Best", null, 400, "INVALID_FIELD", "preset")]
    [InlineData("POST", "/v1/channels", "", 400, "REQUEST_MALFORMED", null)]
    [InlineData("POST", "/v1/channels", "{", 400, "REQUEST_MALFORMED", "body")]
    [InlineData("POST", "/v1/channels", "null", 400, "REQUEST_MALFORMED", "body")]
    [InlineData("POST", "/v1/channels", "[]", 400, "REQUEST_MALFORMED", "body")]
    [InlineData("POST", "/v1/channels", "{\"platform\":[1]}", 400, "REQUEST_MALFORMED", "body")]
    [InlineData("POST", "/v1/channels", "{\"platform\":\"\\ud800\"}", 400, "REQUEST_MALFORMED", "body")]
    [InlineData("POST", "/v1/channels", "{\"platform\":\"twitch\"}", 400, "INVALID_FIELD", "input")]
    [InlineData("POST", "/v1/channels", "{\"platform\":\"nowhere\",\"input\":\"x\"}", 400, "PLATFORM_NOT_OFFERED", null)]
    [InlineData(
        "POST",
        "/v1/posts",
        "{\"requestId\":\"r\",\"post\":{\"kind\":\"KIND_SECRET\",\"text\":\"x\"}}",
        400,
        "REQUEST_MALFORMED",
        "body"
    )]
    [InlineData("POST", "/v1/posts", "{\"requestId\":\"r\",\"post\":{\"kind\":77,\"text\":\"x\"}}", 400, "INVALID_FIELD", "post.kind")]
    [InlineData("PATCH", "/v1/settings/twitch", "{\"values\":{\"color\":\"red\"}}", 400, "SETTING_INVALID", "values.color")]
    public async Task An_error_has_its_status_and_its_details(
        string method,
        string path,
        string? body,
        int http,
        string reason,
        string? field
    )
    {
        var (status, error) = await SendAsync(
            method,
            path,
            body is null ? null : new StringContent(body, Encoding.UTF8, "application/json")
        );

        Assert.Equal((http, reason), ((int)status, Reason(error)));
        if (field is not null)
        {
            var violation = Assert.Single(Detail(error, "BadRequest")!["fieldViolations"]!.AsArray());
            Assert.Equal(field, (string?)violation!["field"]);
            Assert.NotEqual("", (string?)violation["description"]);
        }
    }

    [Fact]
    public async Task Deep_nesting_is_refused()
    {
        var deep = "{\"post\":" + string.Concat(Enumerable.Repeat("{\"links\":[", 5000)) + "}";

        var (status, error) = await SendAsync("POST", "/v1/posts", new StringContent(deep, Encoding.UTF8, "application/json"));

        Assert.Equal((HttpStatusCode.BadRequest, "REQUEST_MALFORMED"), (status, Reason(error)));
    }

    [Fact]
    public async Task A_body_has_the_size_of_a_request_at_most()
    {
        var large = $$"""{"platform":"{{new string('x', 2 * 1024 * 1024)}}"}""";

        var (status, error) = await SendAsync("POST", "/v1/channels", new StringContent(large, Encoding.UTF8, "application/json"));

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "REQUEST_TOO_LARGE"), (status, Reason(error)));
    }

    [Fact]
    public async Task Bytes_that_are_no_json_are_refused()
    {
        var (status, error) = await SendAsync(
            "POST",
            "/v1/channels",
            new ByteArrayContent([0x7B, 0x22, 0xFF, 0xC0, 0x22, 0x7D]) { Headers = { { "content-type", "application/json" } } }
        );

        Assert.Equal((HttpStatusCode.BadRequest, "REQUEST_MALFORMED"), (status, Reason(error)));
    }

    [Fact]
    public async Task An_answer_comes_through_as_it_is_written()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/events:watch?afterSequence=0");
        using var response = await host.Web.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Support.Deadline.Token());
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(Support.Deadline.Token()));

        var first = JsonNode.Parse((await reader.ReadLineAsync(Support.Deadline.Token()))!)!;

        Assert.Equal(["a", "b"], first["events"]!.AsArray().Select(static e => (string?)e!["id"]));
    }

    private async Task<(HttpStatusCode, JsonNode)> SendAsync(string method, string path, HttpContent? content)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = content };
        using var response = await host.Web.SendAsync(request, Support.Deadline.Token());
        var text = await response.Content.ReadAsStringAsync(Support.Deadline.Token());
        Refusal.CheckText(text, host);
        return (response.StatusCode, JsonNode.Parse(text)!);
    }

    private static string? Reason(JsonNode error) => (string?)Detail(error, "ErrorInfo")?["reason"];

    private static JsonNode? Detail(JsonNode error, string type) =>
        error["details"]!.AsArray().FirstOrDefault(d => ((string)d!["@type"]!).EndsWith("google.rpc." + type, StringComparison.Ordinal));
}
