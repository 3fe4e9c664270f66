using LiveIp.Contracts;
using LiveIp.Host.Channels.Tokens;
using LiveIp.Host.SignIn;
using LiveIp.Host.SignIn.Flows;
using LiveIp.Host.Tests.Channels.Fakes;
using LiveIp.Host.Tests.SignIn.Fakes;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;

namespace LiveIp.Host.Tests.SignIn;

public sealed class DeviceCodeFlowTests : IAsyncLifetime
{
    private const string Device =
        """{"device_code":"dc","user_code":"ABCD","verification_uri":"https://example.invalid/activate","expires_in":600,"interval":7}""";

    private const string Pending = """{"error":"authorization_pending"}""";

    private readonly TestClock _clock = new();
    private readonly OAuthRequests _requests;
    private readonly RecordedSteps _steps;
    private OAuthServer _server = null!;

    public DeviceCodeFlowTests()
    {
        _requests = new OAuthRequests(_clock);
        _steps = new RecordedSteps(_clock.GetUtcNow().AddMinutes(30));
    }

    public async ValueTask InitializeAsync() => _server = await OAuthServer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        _requests.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task The_person_is_told_the_code_and_the_tokens_come_once_it_is_entered()
    {
        _server.Answer(200, Device);
        _server.Answer(400, Pending);
        _server.AnswerTokens();
        var run = Run();

        var step = await _steps.NextAsync<EnterCode>();
        Assert.Equal(("ABCD", "https://example.invalid/activate"), (step.Code, step.Address));
        Assert.Equal(_clock.GetUtcNow().AddSeconds(600), step.ExpiresAt.ToDateTimeOffset());
        await WaitAsync(7);
        await WaitAsync(7);
        var tokens = await run.WaitAsync(Deadline.Token());

        Assert.Equal(("a1", "r1"), (tokens.AccessToken, tokens.RefreshToken));
        Assert.Equal(["read", "write"], tokens.Scopes!);
        Assert.Equal(["device", "token", "token"], _server.Asked.Select(static a => a.Path));
        Assert.Equal("read write", _server.Asked.First().Form["scope"]);
        var poll = _server.Asked.Last().Form;
        Assert.Equal(
            ("urn:ietf:params:oauth:grant-type:device_code", "dc", "app"),
            (poll["grant_type"], poll["device_code"], poll["client_id"])
        );
    }

    [Fact]
    public async Task Slow_down_adds_five_seconds_and_a_lost_answer_doubles_the_pause()
    {
        _server.Answer(200, Device);
        _server.Answer(400, """{"error":"slow_down"}""");
        _server.Answer(OAuthServer.Lost);
        _server.Answer(503, "");
        _server.AnswerTokens();
        var run = Run();

        await WaitAsync(7);
        await WaitAsync(12);
        await WaitAsync(24);
        await WaitAsync(48);

        Assert.Equal("a1", (await run.WaitAsync(Deadline.Token())).AccessToken);
    }

    [Theory]
    [InlineData(400, """{"error":"access_denied"}""", SignInFailure.MissingScope, "access_denied")]
    [InlineData(400, """{"error":"expired_token"}""", SignInFailure.Transient, "expired")]
    [InlineData(400, """{"status":400,"message":"invalid device code"}""", SignInFailure.Transient, "expired")]
    public async Task A_refusal_ends_it_with_its_class(int status, string body, SignInFailure failure, string reason)
    {
        _server.Answer(200, Device);
        _server.Answer(status, body);
        var run = Run();
        await WaitAsync(7);

        var failed = await Assert.ThrowsAsync<SignInFailedException>(() => run.WaitAsync(Deadline.Token()));

        Assert.Equal((failure, reason), (failed.Failure, failed.Reason));
    }

    [Fact]
    public async Task A_code_that_nobody_enters_expires_by_our_own_clock()
    {
        _server.Answer(200, Device);
        for (var i = 0; i < 600 / 7; i++)
        {
            _server.Answer(400, Pending);
        }

        var run = Run();
        for (var i = 0; i <= 600 / 7; i++)
        {
            await WaitAsync(7);
        }

        var failed = await Assert.ThrowsAsync<SignInFailedException>(() => run.WaitAsync(Deadline.Token()));
        Assert.Equal((SignInFailure.Transient, "expired"), (failed.Failure, failed.Reason));
    }

    [Fact]
    public async Task Twitchs_own_shapes_are_understood()
    {
        _server.Answer(200, Device);
        _server.Answer(400, """{"status":400,"message":"authorization_pending"}""");
        _server.AnswerTokens(scope: """["read","write"]""");
        var run = Run(_server.Client with { DeviceScopeParameter = "scopes", ClientSecret = null });
        await WaitAsync(7);
        await WaitAsync(7);

        Assert.Equal(["read", "write"], (await run.WaitAsync(Deadline.Token())).Scopes!);
        Assert.All(_server.Asked, static a => Assert.Equal("read write", a.Form["scopes"]));
        Assert.All(_server.Asked, static a => Assert.DoesNotContain("client_secret", a.Form.Keys));
        Assert.All(_server.Asked, static a => Assert.DoesNotContain("scope", a.Form.Keys));
    }

    [Theory]
    [InlineData(401, """{"error":"invalid_client"}""", FailureKind.Refused, SignInFailure.AppMisconfigured)]
    [InlineData(400, """{"status":400,"message":"invalid client"}""", FailureKind.Refused, SignInFailure.AppMisconfigured)]
    [InlineData(503, "", FailureKind.Transient, SignInFailure.Transient)]
    [InlineData(200, "{}", FailureKind.ProtocolChanged, SignInFailure.AppMisconfigured)]
    [InlineData(200, "[not json", FailureKind.ProtocolChanged, SignInFailure.AppMisconfigured)]
    [InlineData(
        200,
        """{"device_code":"dc","user_code":"A","verification_uri":"javascript:alert(1)","expires_in":600}""",
        FailureKind.ProtocolChanged,
        SignInFailure.AppMisconfigured
    )]
    public async Task A_platform_that_gives_no_code_is_told_with_its_class(int status, string body, FailureKind kind, SignInFailure failure)
    {
        _server.Answer(status, body);

        var refused = await Assert.ThrowsAsync<AdapterException>(() => Run().WaitAsync(Deadline.Token()));

        Assert.Equal((kind, failure), (refused.Kind, SignInFailures.OfSigningIn(refused)));
        Assert.DoesNotContain("app-secret", refused.ToString(), StringComparison.Ordinal);
    }

    private Task<TokenAnswer> Run(OAuthClient? client = null) =>
        Task.Run(() => new DeviceCodeFlow(_requests, _clock).RunAsync(client ?? _server.Client, _steps, Deadline.Token()));

    private async Task WaitAsync(double seconds)
    {
        await _clock.ArmedAsync(seconds, seconds);
        _clock.AdvanceSeconds(seconds);
    }
}
