using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using LiveIp.Contracts;
using LiveIp.Host.Channels.Tokens;
using LiveIp.Host.SignIn;
using LiveIp.Host.SignIn.Flows;
using LiveIp.Host.Tests.SignIn.Fakes;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace LiveIp.Host.Tests.SignIn;

public sealed class LoopbackFlowTests : IAsyncLifetime
{
    private readonly OAuthRequests _requests = new(TimeProvider.System);
    private readonly RecordedSteps _steps = new(TimeProvider.System.GetUtcNow().AddMinutes(30));
    private readonly HttpClient _browser = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Deadline.Limit };
    private OAuthServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await OAuthServer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        _requests.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task The_code_that_the_browser_brings_back_is_redeemed_with_the_proof_that_it_is_ours()
    {
        _server.AnswerTokens();
        var run = Run();
        var query = await OpenedAsync();

        Assert.Equal(
            ("app", "code", "read write", "S256", "offline"),
            (
                query["client_id"].ToString(),
                query["response_type"].ToString(),
                query["scope"].ToString(),
                query["code_challenge_method"].ToString(),
                query["access_type"].ToString()
            )
        );
        Assert.StartsWith("http://127.0.0.1:", query["redirect_uri"].ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("app-secret", string.Join('\n', query.Values), StringComparison.Ordinal);

        var (status, page, _) = await GetAsync($"{query["redirect_uri"]}?state={query["state"]}&code=the%2Fcode");
        var tokens = await run.WaitAsync(Deadline.Token());

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("close this window", page, StringComparison.Ordinal);
        Assert.Contains("关闭此窗口", page, StringComparison.Ordinal);
        Assert.Equal("r1", tokens.RefreshToken);
        var form = Assert.Single(_server.Asked).Form;
        Assert.Equal(
            ("authorization_code", "the/code", query["redirect_uri"].ToString()),
            (form["grant_type"], form["code"], form["redirect_uri"])
        );
        Assert.Equal(
            query["code_challenge"].ToString(),
            Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"])))
        );
        Assert.Equal("app-secret", form["client_secret"]);
    }

    [Fact]
    public async Task Two_sign_ins_share_no_state_and_no_proof()
    {
        using var end = new CancellationTokenSource();
        var (one, other) = (Run(end.Token), Run(end.Token));

        var (first, second) = (await OpenedAsync(), await OpenedAsync());

        Assert.NotEqual(first["state"], second["state"]);
        Assert.NotEqual(first["code_challenge"], second["code_challenge"]);
        Assert.NotEqual(first["redirect_uri"], second["redirect_uri"]);
        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => one.WaitAsync(Deadline.Token()));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => other.WaitAsync(Deadline.Token()));
    }

    [Theory]
    [InlineData("?code=evil", HttpStatusCode.BadRequest)]
    [InlineData("?state=guessed&code=evil", HttpStatusCode.BadRequest)]
    [InlineData("?state={state}", HttpStatusCode.BadRequest)]
    [InlineData("?state={state}&code=a&error=b", HttpStatusCode.BadRequest)]
    [InlineData("?state={state}&state={state}&code=a", HttpStatusCode.BadRequest)]
    [InlineData("?state={state}&code=a&code=b", HttpStatusCode.BadRequest)]
    [InlineData("callback?state={state}&code=evil", HttpStatusCode.NotFound)]
    public async Task Whatever_else_comes_is_turned_away_and_the_sign_in_goes_on(string path, HttpStatusCode expected)
    {
        _server.AnswerTokens();
        var run = Run();
        var query = await OpenedAsync();
        var state = query["state"].ToString();

        var (status, page, headers) = await GetAsync(query["redirect_uri"] + path.Replace("{state}", state, StringComparison.Ordinal));

        Assert.Equal(expected, status);
        Assert.DoesNotContain("evil", page, StringComparison.Ordinal);
        Assert.Equal("no-store", headers.CacheControl!.ToString());
        Assert.Equal("no-referrer", Assert.Single(headers.GetValues("Referrer-Policy")));
        Assert.False(run.IsCompleted);
        Assert.Empty(_server.Asked);
        await GetAsync($"{query["redirect_uri"]}?state={state}&code=good");
        await run.WaitAsync(Deadline.Token());
        Assert.Equal("good", Assert.Single(_server.Asked).Form["code"]);
    }

    [Fact]
    public async Task A_page_that_was_made_to_point_here_by_another_name_is_turned_away()
    {
        using var end = new CancellationTokenSource();
        var run = Run(end.Token);
        var query = await OpenedAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{query["redirect_uri"]}?state={query["state"]}&code=evil");
        request.Headers.Host = "attacker.example";

        using var answer = await _browser.SendAsync(request);

        Assert.Equal(HttpStatusCode.MisdirectedRequest, answer.StatusCode);
        Assert.False(run.IsCompleted);
        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.WaitAsync(Deadline.Token()));
    }

    [Fact]
    public async Task A_post_is_refused()
    {
        using var end = new CancellationTokenSource();
        var run = Run(end.Token);
        var query = await OpenedAsync();

        using var answer = await _browser.PostAsync($"{query["redirect_uri"]}?state={query["state"]}&code=evil", null);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.False(run.IsCompleted);
        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.WaitAsync(Deadline.Token()));
    }

    [Theory]
    [InlineData("access_denied", SignInFailure.MissingScope, "access_denied")]
    [InlineData("server_error", SignInFailure.Transient, "server_error")]
    [InlineData("invalid_scope", SignInFailure.AppMisconfigured, "invalid_scope")]
    [InlineData("%3Cscript%3E", SignInFailure.AppMisconfigured, "")]
    public async Task A_refusal_has_its_class(string error, SignInFailure failure, string reason)
    {
        var run = Run();
        var query = await OpenedAsync();

        var (_, page, _) = await GetAsync($"{query["redirect_uri"]}?state={query["state"]}&error={error}");
        var failed = await Assert.ThrowsAsync<SignInFailedException>(() => run.WaitAsync(Deadline.Token()));

        Assert.Equal((failure, reason), (failed.Failure, failed.Reason));
        Assert.Contains("did not give its consent", page, StringComparison.Ordinal);
        Assert.Empty(_server.Asked);
    }

    [Fact]
    public async Task A_code_whose_answer_was_lost_is_not_sent_again()
    {
        _server.Answer(OAuthServer.Lost);
        var run = Run();
        var query = await OpenedAsync();
        await GetAsync($"{query["redirect_uri"]}?state={query["state"]}&code=c");

        var failed = await Assert.ThrowsAsync<SignInFailedException>(() => run.WaitAsync(Deadline.Token()));

        Assert.Equal((SignInFailure.Transient, "answer_lost"), (failed.Failure, failed.Reason));
        Assert.Single(_server.Asked);
    }

    [Theory]
    [InlineData(400, """{"error":"redirect_uri_mismatch"}""")]
    [InlineData(401, """{"error":"invalid_client"}""")]
    [InlineData(403, """{"status":403,"message":"invalid client secret"}""")]
    public async Task An_application_that_the_platform_does_not_take_is_told_so(int status, string body)
    {
        _server.Answer(status, body);
        var run = Run();
        var query = await OpenedAsync();
        await GetAsync($"{query["redirect_uri"]}?state={query["state"]}&code=c");

        var refused = await Assert.ThrowsAsync<AdapterException>(() => run.WaitAsync(Deadline.Token()));

        Assert.Equal((FailureKind.Refused, SignInFailure.AppMisconfigured), (refused.Kind, refused.SignIn));
    }

    [Fact]
    public async Task A_code_that_is_too_old_means_to_begin_again()
    {
        _server.Answer(400, """{"error":"invalid_grant","error_description":"Malformed auth code."}""");
        var run = Run();
        var query = await OpenedAsync();
        await GetAsync($"{query["redirect_uri"]}?state={query["state"]}&code=c");

        var failed = await Assert.ThrowsAsync<SignInFailedException>(() => run.WaitAsync(Deadline.Token()));

        Assert.Equal((SignInFailure.Transient, "invalid_grant"), (failed.Failure, failed.Reason));
    }

    [Fact]
    public async Task A_port_that_is_taken_is_named()
    {
        await using var other = await LoopbackListener.OpenAsync(0, "s", Deadline.Token());

        var failed = await Assert.ThrowsAsync<SignInFailedException>(() =>
            new LoopbackFlow(_requests).RunAsync(_server.Client, other.Port, _steps, Deadline.Token())
        );

        Assert.Equal("port_taken", failed.Reason);
        Assert.Contains($"{other.Port}", failed.Message, StringComparison.Ordinal);
    }

    private Task<TokenAnswer> Run(CancellationToken? cancellationToken = null) =>
        new LoopbackFlow(_requests).RunAsync(_server.Client, 0, _steps, cancellationToken ?? Deadline.Token());

    private async Task<Dictionary<string, StringValues>> OpenedAsync() =>
        QueryHelpers.ParseQuery(new Uri((await _steps.NextAsync<OpenAddress>()).Address).Query);

    private async Task<(HttpStatusCode Status, string Page, System.Net.Http.Headers.HttpResponseHeaders Headers)> GetAsync(string address)
    {
        using var answer = await _browser.GetAsync(address);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Headers);
    }
}
