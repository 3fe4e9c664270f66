using System.Net;
using System.Text.Json.Nodes;
using LiveIp.Emulators.Consent;
using LiveIp.Emulators.YouTube;
using LiveIp.Emulators.YouTube.Access;
using Microsoft.AspNetCore.WebUtilities;

namespace LiveIp.Emulators.Tests.YouTube;

/// <summary>Google's sign-in for installed applications.</summary>
public sealed class AuthorizationTests : IAsyncLifetime
{
    private const string Redirect = "http://127.0.0.1:4711/";
    private const string Verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    /// <summary>Of the verifier: RFC 7636, appendix B.</summary>
    private const string Challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private static readonly YouTubeEmulatorOptions Options = new();

    private readonly HttpClient _browser = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private EmulatedYouTube _youtube = null!;

    public async ValueTask InitializeAsync() => _youtube = await EmulatedYouTube.StartAsync(Options);

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _youtube.DisposeAsync();
    }

    [Fact]
    public async Task A_yes_buys_tokens_that_work_and_can_be_refreshed()
    {
        Answer(ConsentAnswer.Allow);
        var answer = await AskAsync();
        Assert.Equal("the-state", answer["state"]);
        Assert.Equal(YouTubeEmulatorOptions.ReadOnlyScope, answer["scope"]);

        var (status, tokens) = await RedeemAsync(answer["code"]);

        Assert.Equal((200, "Bearer", YouTubeEmulatorOptions.ReadOnlyScope), (status, Text(tokens, "token_type"), Text(tokens, "scope")));
        Assert.Equal(200, await CallAsync(Text(tokens, "access_token")));
        var (again, refreshed) = await PostAsync(
            "/token",
            ("grant_type", "refresh_token"),
            ("refresh_token", Text(tokens, "refresh_token"))
        );
        Assert.Equal(200, again);
        Assert.Equal(200, await CallAsync(Text(refreshed, "access_token")));
    }

    [Fact]
    public async Task A_code_is_good_once()
    {
        Answer(ConsentAnswer.Allow);
        var code = (await AskAsync())["code"];
        Assert.Equal(200, (await RedeemAsync(code)).Status);

        var (status, body) = await RedeemAsync(code);

        Assert.Equal((400, "invalid_grant"), (status, Text(body, "error")));
    }

    [Theory]
    [InlineData("code_verifier", "something-else", "invalid_grant")]
    [InlineData("code_verifier", "", "invalid_grant")]
    [InlineData("redirect_uri", "http://127.0.0.1:4712/", "redirect_uri_mismatch")]
    [InlineData("code", "4/made-up", "invalid_grant")]
    [InlineData("client_secret", "wrong", "invalid_client")]
    public async Task A_code_needs_its_proof_its_address_and_the_client(string field, string value, string error)
    {
        Answer(ConsentAnswer.Allow);
        var code = (await AskAsync())["code"];

        var (status, body) = await RedeemAsync(code, (field, value));

        Assert.Equal(error, Text(body, "error"));
        Assert.InRange(status, 400, 401);
    }

    [Fact]
    public async Task A_code_grows_old()
    {
        Answer(ConsentAnswer.Allow);
        var code = (await AskAsync())["code"];
        _youtube.Clock.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal("invalid_grant", Text((await RedeemAsync(code)).Body, "error"));
    }

    [Fact]
    public async Task A_no_comes_back_as_such()
    {
        Answer(ConsentAnswer.Deny);

        var answer = await AskAsync();

        Assert.Equal(("access_denied", "the-state"), (answer["error"], answer["state"]));
        Assert.False(answer.ContainsKey("code"));
    }

    [Fact]
    public async Task Without_offline_access_there_is_no_refresh_token()
    {
        Answer(ConsentAnswer.Allow);

        var (_, tokens) = await RedeemAsync((await AskAsync(("access_type", null)))["code"]);

        Assert.Null(tokens["refresh_token"]);
    }

    [Fact]
    public async Task What_is_withheld_is_not_granted()
    {
        _youtube.Stage.Consents.Set(new ConsentSetting("youtube", ConsentAnswer.Allow, Withheld: [YouTubeEmulatorOptions.ReadOnlyScope]));

        var (_, tokens) = await RedeemAsync(
            (await AskAsync(("scope", $"{YouTubeEmulatorOptions.ReadOnlyScope} https://www.googleapis.com/auth/youtube.upload")))["code"]
        );

        Assert.Equal("https://www.googleapis.com/auth/youtube.upload", Text(tokens, "scope"));
        Assert.Equal(403, await CallAsync(Text(tokens, "access_token")));
    }

    [Fact]
    public async Task The_other_account_has_a_channel_of_its_own()
    {
        _youtube.Stage.Consents.Set(new ConsentSetting("youtube", ConsentAnswer.Allow, ConsentAccount.Bot));
        _youtube.Token = Text((await RedeemAsync((await AskAsync())["code"])).Body, "access_token");

        var (status, body) = await _youtube.GetAsync("/youtube/v3/channels?part=snippet&mine=true");

        Assert.Equal((200, Options.BotChannelId), (status, (string)body["items"]![0]!["id"]!));
    }

    [Theory]
    [InlineData("client_id", "somebody", 401)]
    [InlineData("redirect_uri", "https://attacker.example/", 400)]
    [InlineData("redirect_uri", null, 400)]
    [InlineData("response_type", "token", 400)]
    [InlineData("scope", "https://www.googleapis.com/auth/drive", 400)]
    [InlineData("scope", "", 400)]
    [InlineData("code_challenge_method", "plain", 400)]
    [InlineData("code_challenge", "short", 400)]
    public async Task What_is_wrong_with_the_request_is_told_to_the_person_and_sent_nowhere(string field, string? value, int status)
    {
        Answer(ConsentAnswer.Allow);

        using var answer = await _browser.GetAsync(Address((field, value)));

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Null(answer.Headers.Location);
    }

    [Fact]
    public async Task A_person_with_a_browser_can_answer_the_page()
    {
        using var page = await _browser.GetAsync(Address());
        Assert.Contains("Allow", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var fields = QueryHelpers.ParseQuery(Address().Query).ToDictionary(static q => q.Key, static q => q.Value.ToString());
        fields["answer"] = "allow";
        using var form = new FormUrlEncodedContent(fields);

        using var answer = await _browser.PostAsync(new Uri(_youtube.Http.BaseAddress!, "/o/oauth2/v2/consent"), form);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.StartsWith(Redirect, answer.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Revoking_ends_every_token_of_the_account()
    {
        Answer(ConsentAnswer.Allow);
        var (_, tokens) = await RedeemAsync((await AskAsync())["code"]);

        Assert.Equal(200, (await PostAsync("/revoke", ("token", Text(tokens, "refresh_token")))).Status);

        Assert.Equal(401, await CallAsync(Text(tokens, "access_token")));
        Assert.Equal(401, await CallAsync(Options.AccessToken));
        var (status, body) = await PostAsync("/token", ("grant_type", "refresh_token"), ("refresh_token", Text(tokens, "refresh_token")));
        Assert.Equal((400, "invalid_grant"), (status, Text(body, "error")));
        Assert.Equal(400, (await PostAsync("/revoke", ("token", Text(tokens, "refresh_token")))).Status);
    }

    [Fact]
    public void The_proof_is_checked_as_the_rfc_has_it()
    {
        Assert.True(GrantBook.Verifies(Verifier, Challenge));
        Assert.False(GrantBook.Verifies(Challenge, Verifier));
    }

    private void Answer(ConsentAnswer answer) => _youtube.Stage.Consents.Set(new ConsentSetting("youtube", answer));

    private async Task<Dictionary<string, string>> AskAsync(params (string Name, string? Value)[] instead)
    {
        using var answer = await _browser.GetAsync(Address(instead));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.StartsWith(Redirect, answer.Headers.Location!.ToString(), StringComparison.Ordinal);
        return QueryHelpers.ParseQuery(answer.Headers.Location.Query).ToDictionary(static q => q.Key, static q => q.Value.ToString());
    }

    private Uri Address(params (string Name, string? Value)[] instead)
    {
        var query = new Dictionary<string, string?>
        {
            ["client_id"] = Options.ClientId,
            ["redirect_uri"] = Redirect,
            ["response_type"] = "code",
            ["scope"] = YouTubeEmulatorOptions.ReadOnlyScope,
            ["state"] = "the-state",
            ["access_type"] = "offline",
            ["code_challenge"] = Challenge,
            ["code_challenge_method"] = "S256",
        };
        foreach (var (name, value) in instead)
        {
            query[name] = value;
        }

        return new Uri(_youtube.Http.BaseAddress!, QueryHelpers.AddQueryString(YouTubeEmulatorOptions.AuthorizationPath, query));
    }

    private Task<(int Status, JsonNode Body)> RedeemAsync(string code, params (string Name, string Value)[] instead) =>
        PostAsync(
            "/token",
            [
                ("grant_type", "authorization_code"),
                .. new (string Name, string Value)[] { ("code", code), ("redirect_uri", Redirect), ("code_verifier", Verifier) }.Where(f =>
                    instead.All(i => i.Name != f.Name)
                ),
                .. instead,
            ]
        );

    private async Task<(int Status, JsonNode Body)> PostAsync(string path, params (string Name, string Value)[] fields)
    {
        var form = new Dictionary<string, string> { ["client_id"] = Options.ClientId, ["client_secret"] = Options.ClientSecret };
        foreach (var (name, value) in fields)
        {
            form[name] = value;
        }

        using var content = new FormUrlEncodedContent(form);
        using var answer = await _youtube.Http.PostAsync(path, content);
        return ((int)answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!);
    }

    private async Task<int> CallAsync(string token)
    {
        _youtube.Token = token;
        return (await _youtube.GetAsync("/youtube/v3/channels?part=id&mine=true")).Status;
    }

    private static string Text(JsonNode body, string name) => (string)body[name]!;
}
