using System.Text.Json.Nodes;
using LiveIp.Emulators.Faults;
using LiveIp.Emulators.YouTube;

namespace LiveIp.Emulators.Tests.YouTube;

public sealed class TokenEndpointTests : IAsyncLifetime
{
    private const string Videos = "/youtube/v3/videos?part=id&id=LvIpEmu0001";

    private static readonly YouTubeEmulatorOptions Options = new();

    private EmulatedYouTube _youtube = null!;

    public async ValueTask InitializeAsync() => _youtube = await EmulatedYouTube.StartAsync(Options);

    public ValueTask DisposeAsync() => _youtube.DisposeAsync();

    [Fact]
    public async Task A_refresh_token_buys_an_access_token_when_the_old_one_has_expired()
    {
        _youtube.Clock.Advance(Options.AccessTokenLifetime);
        Assert.Equal(401, (await _youtube.GetAsync(Videos)).Status);

        var (status, body) = await PostAsync();

        Assert.Equal(200, status);
        Assert.Equal("Bearer", (string)body["token_type"]!);
        Assert.Equal(3600, (int)body["expires_in"]!);
        Assert.Contains("https://www.googleapis.com/auth/youtube", (string)body["scope"]!, StringComparison.Ordinal);
        _youtube.Token = (string)body["access_token"]!;
        Assert.Equal(200, (await _youtube.GetAsync(Videos)).Status);
    }

    [Fact]
    public async Task A_token_taken_back_stays_refused_until_it_is_refreshed()
    {
        _youtube.Order(FaultKind.Unauthorized);
        Assert.Equal(401, (await _youtube.GetAsync(Videos)).Status);
        Assert.Equal(401, (await _youtube.GetAsync(Videos)).Status);

        _youtube.Token = (string)(await PostAsync()).Body["access_token"]!;

        Assert.Equal(200, (await _youtube.GetAsync(Videos)).Status);
    }

    [Theory]
    [InlineData("grant_type", null, 400, "invalid_request")]
    [InlineData("grant_type", "password", 400, "unsupported_grant_type")]
    [InlineData("client_id", null, 400, "invalid_request")]
    [InlineData("client_id", "someone", 401, "invalid_client")]
    [InlineData("client_secret", null, 400, "invalid_request")]
    [InlineData("client_secret", "wrong", 401, "invalid_client")]
    [InlineData("refresh_token", null, 400, "invalid_request")]
    [InlineData("refresh_token", "revoked", 400, "invalid_grant")]
    public async Task Refusals(string field, string? value, int status, string error)
    {
        var (code, body) = await PostAsync(field, value);

        Assert.Equal((status, error), (code, (string)body["error"]!));
        Assert.NotEmpty((string)body["error_description"]!);
    }

    [Fact]
    public async Task A_token_without_the_platforms_scopes_may_not_read()
    {
        await using var other = await EmulatedYouTube.StartAsync(new YouTubeEmulatorOptions { Scopes = ["openid"] });

        var (status, body) = await other.GetAsync("/youtube/v3/liveBroadcasts?part=id&mine=true");

        Assert.Equal(403, status);
        Assert.Equal("insufficientPermissions", (string)body["error"]!["errors"]![0]!["reason"]!);
        Assert.Equal("ACCESS_TOKEN_SCOPE_INSUFFICIENT", (string)body["error"]!["details"]![0]!["reason"]!);
    }

    private async Task<(int Status, JsonNode Body)> PostAsync(string? field = null, string? value = null)
    {
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "refresh_token",
            ["client_id"] = Options.ClientId,
            ["client_secret"] = Options.ClientSecret,
            ["refresh_token"] = Options.RefreshToken,
        };
        if (field is not null)
        {
            form.Remove(field);
            if (value is not null)
            {
                form[field] = value;
            }
        }

        using var content = new FormUrlEncodedContent(form);
        using var response = await _youtube.Http.PostAsync("/token", content);
        return ((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }
}
