using System.Text.Json.Nodes;
using LiveIp.Emulators.Faults;
using LiveIp.Emulators.Twitch;

namespace LiveIp.Emulators.Tests.Twitch;

/// <summary>The device flow, as Twitch has it: <c>scopes</c>, and errors of its own shape.</summary>
public sealed class TwitchDeviceTests
{
    private const string Grant = "urn:ietf:params:oauth:grant-type:device_code";

    [Fact]
    public async Task The_tokens_come_when_a_person_has_said_yes_and_once()
    {
        await using var house = await TwitchHouse.OpenAsync();
        var device = await BeginAsync(house);
        Assert.Equal((1800, 5), ((int)device["expires_in"]!, (int)device["interval"]!));
        Assert.Equal((400, "authorization_pending"), await PollAsync(house, device));

        using (var page = await house.Http.GetAsync(Text(device, "verification_uri")))
        {
            Assert.Contains("user:read:chat", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        await AnswerAsync(house, device, "allow");
        var (status, tokens) = await RedeemAsync(house, device);

        Assert.Equal((200, "bearer"), (status, Text(tokens, "token_type")));
        Assert.Equal(["user:read:chat", "bits:read"], tokens["scope"]!.AsArray().Select(static s => (string)s!));
        house.Token = Text(tokens, "access_token");
        Assert.Equal(200, (await house.SendAsync(HttpMethod.Get, "/helix/streams")).Status);
        Assert.Equal((400, "invalid device code"), await PollAsync(house, device));
    }

    [Fact]
    public async Task A_no_and_a_code_nobody_knows_have_the_same_answer()
    {
        await using var house = await TwitchHouse.OpenAsync();
        var device = await BeginAsync(house);
        await AnswerAsync(house, device, "deny");

        Assert.Equal((400, "invalid device code"), await PollAsync(house, device));
        Assert.Equal((400, "invalid device code"), await PollAsync(house, new JsonObject { ["device_code"] = "made-up" }));
    }

    [Fact]
    public async Task A_code_grows_old()
    {
        await using var house = await TwitchHouse.OpenAsync(TwitchHouse.Quick with { DeviceCodeLifetime = TimeSpan.Zero });

        Assert.Equal((400, "invalid device code"), await PollAsync(house, await BeginAsync(house)));
    }

    [Theory]
    [InlineData("scopes", "", "missing scopes")]
    [InlineData("scopes", "user:read:chat all:of:it", "invalid scope requested: 'all:of:it'")]
    [InlineData("client_id", "somebody", "invalid client")]
    [InlineData("client_id", "", "missing client id")]
    public async Task Requests_are_refused_as_the_platform_does(string field, string value, string message)
    {
        await using var house = await TwitchHouse.OpenAsync();
        var fields = new Dictionary<string, string>
        {
            ["client_id"] = house.Options.ClientId,
            ["scopes"] = "user:read:chat",
            [field] = value,
        };

        var (status, body) = await house.FormAsync("/oauth2/device", [.. fields.Select(static f => (f.Key, f.Value))]);

        Assert.Equal((400, message), (status, Text(body, "message")));
    }

    [Fact]
    public async Task A_lost_token_answer_has_used_the_refresh_token_up()
    {
        await using var house = await TwitchHouse.OpenAsync();
        house.Faults.Order(new Fault(TwitchStage.Name, FaultKind.LoseTokenAnswer));
        var refresh = house.Options.RefreshToken;

        await Assert.ThrowsAsync<HttpRequestException>(() => RefreshAsync(house, refresh));
        var (status, body) = await RefreshAsync(house, refresh);

        Assert.Equal((400, "Invalid refresh token"), (status, Text(body, "message")));
    }

    private static async Task<JsonNode> BeginAsync(TwitchHouse house)
    {
        var (status, body) = await house.FormAsync(
            "/oauth2/device",
            ("client_id", house.Options.ClientId),
            ("scopes", "user:read:chat bits:read")
        );
        Assert.Equal(200, status);
        return body;
    }

    private static async Task AnswerAsync(TwitchHouse house, JsonNode device, string answer)
    {
        var (status, _) = await house.PageAsync("/activate", ("device-code", Text(device, "user_code")), ("answer", answer));
        Assert.Equal(200, status);
    }

    private static async Task<(int Status, string Message)> PollAsync(TwitchHouse house, JsonNode device)
    {
        var (status, body) = await RedeemAsync(house, device);
        return (status, Text(body, "message"));
    }

    private static Task<(int Status, JsonNode Body)> RedeemAsync(TwitchHouse house, JsonNode device) =>
        house.FormAsync(
            "/oauth2/token",
            ("client_id", house.Options.ClientId),
            ("scopes", "user:read:chat bits:read"),
            ("device_code", Text(device, "device_code")),
            ("grant_type", Grant)
        );

    private static Task<(int Status, JsonNode Body)> RefreshAsync(TwitchHouse house, string refresh) =>
        house.FormAsync(
            "/oauth2/token",
            ("client_id", house.Options.ClientId),
            ("grant_type", "refresh_token"),
            ("refresh_token", refresh)
        );

    private static string Text(JsonNode body, string name) => (string)body[name]!;
}
