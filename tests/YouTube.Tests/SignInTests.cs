using LiveIp.Contracts;
using LiveIp.Plugins.YouTube;
using LiveIp.Plugins.YouTube.Following;
using LiveIp.V1;
using YouTube.Tests.Fakes;

namespace YouTube.Tests;

/// <summary>Whose sign-in it is, and whether it suffices.</summary>
public sealed class SignInTests : IAsyncLifetime
{
    private const string Wanted = "https://www.googleapis.com/auth/youtube";

    private FakeYouTube _youTube = null!;

    public async ValueTask InitializeAsync() => _youTube = await FakeYouTube.StartAsync();

    public async ValueTask DisposeAsync() => await _youTube.DisposeAsync();

    [Fact]
    public async Task The_channel_is_the_accounts_own()
    {
        var report = await CheckAsync([Wanted]);

        Assert.Equal((FakeYouTube.ChannelId, "Star", FakeYouTube.ChannelId), (report.AccountId, report.AccountName, report.Channel.Id));
        Assert.Equal([Wanted], report.Scopes);
        Assert.Empty(report.MissingScopes);
        Assert.Contains(_youTube.Called, static c => c.Contains("channels", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_right_that_was_left_out_on_the_consent_screen_is_named()
    {
        var other = "https://www.googleapis.com/auth/youtube.upload";

        var report = await CheckAsync([other]);

        Assert.Equal([Wanted], report.MissingScopes);
        Assert.Equal([other], report.Scopes);
    }

    [Fact]
    public async Task Without_any_right_on_youtube_nothing_is_asked_of_it()
    {
        var failure = await Assert.ThrowsAsync<AdapterException>(() => CheckAsync(["openid"]));

        Assert.Equal((FailureKind.SignInRequired, SignInFailure.MissingScope), (failure.Kind, failure.SignIn));
        Assert.Empty(_youTube.Called);
    }

    [Theory]
    [InlineData(403, "insufficientPermissions", FailureKind.SignInRequired, SignInFailure.MissingScope)]
    [InlineData(403, "accessNotConfigured", FailureKind.Refused, SignInFailure.AppMisconfigured)]
    [InlineData(401, "authError", FailureKind.SignInRequired, SignInFailure.Revoked)]
    [InlineData(503, "backendError", FailureKind.Transient, SignInFailure.Unspecified)]
    [InlineData(403, "quotaExceeded", FailureKind.RateLimited, SignInFailure.Unspecified)]
    public async Task A_refusal_says_who_must_do_something(int code, string reason, FailureKind kind, SignInFailure failure)
    {
        _youTube.RefuseRest = _ =>
            (code, $$$"""{"error":{"code":{{{code}}},"message":"m","errors":[{"domain":"global","reason":"{{{reason}}}"}]}}""");

        var refused = await Assert.ThrowsAsync<AdapterException>(() => CheckAsync([Wanted]));

        Assert.Equal((kind, failure, reason), (refused.Kind, refused.SignIn, refused.Reason));
    }

    [Fact]
    public void Signing_in_is_by_the_systems_browser_with_offline_access()
    {
        var oauth = Adapter().OAuth;

        Assert.Equal(new Uri("https://accounts.google.com/o/oauth2/v2/auth"), oauth.AuthorizationUri);
        Assert.Equal(("offline", "consent"), (oauth.AuthorizationParameters["access_type"], oauth.AuthorizationParameters["prompt"]));
        Assert.Null(oauth.DeviceAuthorizationUri);
        Assert.Equal([Wanted], oauth.Scopes);
    }

    private YouTubeAdapter Adapter() => new(_youTube.Settings, new LiveChats());

    private async Task<SignInReport> CheckAsync(IReadOnlyList<string> granted) =>
        await Adapter()
            .CheckSignInAsync(granted, new FakeConnection(_youTube.Tokens), CancellationToken.None)
            .WaitAsync(TimeSpan.FromSeconds(15));
}
