using LiveIp.Contracts;
using LiveIp.Host.Channels.Tokens;
using LiveIp.Host.Tests.Channels.Fakes;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;

namespace LiveIp.Host.Tests.Channels.Tokens;

public sealed class TokenKeeperTests : IAsyncLifetime
{
    private readonly TestClock _clock = new();
    private readonly MemoryVault _vault = new();
    private readonly TokenEndpoint _endpoint;
    private TokenServer _server = null!;

    public TokenKeeperTests() => _endpoint = new TokenEndpoint(_clock);

    private OAuthClient Client =>
        new()
        {
            TokenUri = _server.Uri,
            ClientId = "app",
            ClientSecret = "app-secret",
        };

    public async ValueTask InitializeAsync()
    {
        _server = await TokenServer.StartAsync();
        _vault.Write("channels/x", "refresh_token", "r0");
        _vault.Writes.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        _endpoint.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Many_callers_share_one_refresh()
    {
        var gate = new TaskCompletionSource();
        _server.Gate = gate.Task;
        var keeper = Keeper();
        var calls = Enumerable.Range(0, 20).Select(_ => keeper.RefreshAsync(Client, "dead", CancellationToken.None).AsTask()).ToList();
        gate.SetResult();
        var tokens = await Task.WhenAll(calls).WaitAsync(Deadline.Limit);
        Assert.All(tokens, static t => Assert.Equal("a1", t));
        Assert.Equal("a1", await keeper.RefreshAsync(Client, "dead", CancellationToken.None));
        Assert.Equal(1, _server.Calls);
        Assert.Equal(
            ("refresh_token", "app", "app-secret"),
            (_server.LastForm["grant_type"], _server.LastForm["client_id"], _server.LastForm["client_secret"])
        );
    }

    [Fact]
    public async Task The_new_refresh_token_is_durable_before_the_access_token()
    {
        await Keeper().GetAsync(Client, CancellationToken.None);
        Assert.Equal(("refresh_token", "r1"), _vault.Writes.First(static w => w.Id is "refresh_token" or "access_token"));
        Assert.Equal("a1", _vault.Read("channels/x", "access_token"));
    }

    [Fact]
    public async Task A_crash_between_the_two_writes_costs_nothing()
    {
        _vault.Fails = static id => id == "access_token";
        await Assert.ThrowsAsync<IOException>(async () => await Keeper().GetAsync(Client, CancellationToken.None));
        _vault.Fails = static _ => false;
        Assert.Equal("a2", await Keeper().GetAsync(Client, CancellationToken.None));
    }

    [Fact]
    public async Task A_full_disk_does_not_burn_the_one_time_token()
    {
        var keeper = Keeper();
        _vault.Fails = static _ => true;
        await Assert.ThrowsAsync<IOException>(async () => await keeper.GetAsync(Client, CancellationToken.None));
        _vault.Fails = static _ => false;
        Assert.Equal("a1", await keeper.GetAsync(Client, CancellationToken.None));
        Assert.Equal(("r1", 1), (_vault.Read("channels/x", "refresh_token"), _server.Calls));
    }

    [Fact]
    public async Task A_caller_that_gives_up_does_not_end_the_refresh_of_the_others()
    {
        var gate = new TaskCompletionSource();
        _server.Gate = gate.Task;
        var keeper = Keeper();
        using var impatient = new CancellationTokenSource();
        var first = keeper.RefreshAsync(Client, "dead", impatient.Token).AsTask();
        var second = keeper.RefreshAsync(Client, "dead", CancellationToken.None).AsTask();
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        gate.SetResult();
        Assert.Equal("a1", await second.WaitAsync(Deadline.Limit));
    }

    [Fact]
    public async Task Refreshes_early_and_after_a_restart_too()
    {
        Assert.Equal("a1", await Keeper().GetAsync(Client, CancellationToken.None));
        _clock.AdvanceSeconds(3600 - 130);
        Assert.Equal("a1", await Keeper().GetAsync(Client, CancellationToken.None));
        _clock.AdvanceSeconds(20);
        Assert.Equal("a2", await Keeper().GetAsync(Client, CancellationToken.None));
    }

    [Fact]
    public async Task An_early_refresh_that_fails_leaves_the_token_that_still_holds()
    {
        Assert.Equal("a1", await Keeper().GetAsync(Client, CancellationToken.None));
        _clock.AdvanceSeconds(3600 - 60);
        _server.Instead = static _ => (429, "");
        Assert.Equal("a1", await Keeper().GetAsync(Client, CancellationToken.None));
    }

    [Theory]
    [InlineData(400, """{"error":"invalid_grant"}""", FailureKind.SignInRequired)]
    [InlineData(400, """{"status":400,"message":"Invalid refresh token"}""", FailureKind.SignInRequired)]
    [InlineData(401, "", FailureKind.SignInRequired)]
    [InlineData(401, """{"error":"invalid_client"}""", FailureKind.Refused)]
    [InlineData(403, """{"status":403,"message":"invalid client secret"}""", FailureKind.Refused)]
    [InlineData(404, "<html>", FailureKind.Refused)]
    [InlineData(302, "", FailureKind.Refused)]
    [InlineData(429, "", FailureKind.RateLimited)]
    [InlineData(200, "{}", FailureKind.ProtocolChanged)]
    [InlineData(200, "[not json", FailureKind.ProtocolChanged)]
    public async Task Each_refusal_has_its_kind_and_tells_no_secret(int status, string body, FailureKind kind)
    {
        _server.Instead = _ => (status, body);
        var failure = await Assert.ThrowsAsync<AdapterException>(async () => await Keeper().GetAsync(Client, CancellationToken.None));
        Assert.Equal(kind, failure.Kind);
        Assert.DoesNotContain("r0", failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("app-secret", failure.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, _server.Calls);
    }

    [Fact]
    public async Task A_refresh_token_that_was_refused_is_not_asked_for_again_until_there_is_another()
    {
        _server.Instead = static _ => (400, """{"error":"invalid_grant"}""");
        var keeper = Keeper();
        for (var i = 0; i < 3; i++)
        {
            var failure = await Assert.ThrowsAsync<AdapterException>(async () =>
                await keeper.RefreshAsync(Client, "dead", CancellationToken.None)
            );
            Assert.Equal((FailureKind.SignInRequired, SignInFailure.Revoked), (failure.Kind, failure.SignIn));
        }

        Assert.Equal(1, _server.Calls);
        _server.Instead = static _ => null;
        await keeper.ReplaceAsync(new Dictionary<string, string> { ["refresh_token"] = "r0" }, CancellationToken.None);
        Assert.Equal("a1", await keeper.GetAsync(Client, CancellationToken.None));
    }

    [Fact]
    public async Task A_failing_server_gets_three_tries()
    {
        _server.Instead = static _ => (503, "");
        var getting = Keeper().GetAsync(Client, CancellationToken.None).AsTask();
        await _clock.ArmedAsync(0.5, 0.5);
        _clock.AdvanceSeconds(0.5);
        await _clock.ArmedAsync(2, 2);
        _clock.AdvanceSeconds(2);
        var failure = await Assert.ThrowsAsync<AdapterException>(() => getting.WaitAsync(Deadline.Limit));
        Assert.Equal((FailureKind.Transient, 3), (failure.Kind, _server.Calls));
    }

    [Fact]
    public async Task A_lost_answer_to_a_one_time_refresh_is_named_as_the_cause()
    {
        _server.LosesAnswers = 1;
        var getting = Keeper().GetAsync(Client, CancellationToken.None).AsTask();
        await _clock.ArmedAsync(0.5, 0.5);
        _clock.AdvanceSeconds(0.5);
        var failure = await Assert.ThrowsAsync<AdapterException>(() => getting.WaitAsync(Deadline.Limit));
        Assert.Equal(FailureKind.SignInRequired, failure.Kind);
        Assert.Contains("An earlier answer was lost", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_process_that_dies_before_the_answer_leaves_the_reason_behind()
    {
        // As after kill -9: the server has used the token up, and what comes next is another process on the same disk.
        var never = new TaskCompletionSource();
        _server.Gate = never.Task;
        _ = Keeper().GetAsync(Client, CancellationToken.None).AsTask();
        while (_server.Calls == 0)
        {
            await Task.Yield();
        }

        _server.Gate = Task.CompletedTask;
        _server.Instead = static _ => (400, """{"error":"invalid_grant"}""");
        var failure = await Assert.ThrowsAsync<AdapterException>(async () => await Keeper().GetAsync(Client, CancellationToken.None));

        Assert.Equal((FailureKind.SignInRequired, SignInFailure.Revoked), (failure.Kind, failure.SignIn));
        Assert.Contains("An earlier answer was lost", failure.Message, StringComparison.Ordinal);
        never.SetResult();
    }

    [Fact]
    public async Task An_answer_that_came_leaves_nothing_behind()
    {
        await Keeper().GetAsync(Client, CancellationToken.None);
        _server.Instead = static _ => (400, """{"error":"invalid_grant"}""");
        var keeper = Keeper();
        var failure = await Assert.ThrowsAsync<AdapterException>(async () =>
            await keeper.RefreshAsync(Client, "a1", CancellationToken.None)
        );

        Assert.DoesNotContain("An earlier answer was lost", failure.Message, StringComparison.Ordinal);
        Assert.Same(failure, keeper.Refusal);
    }

    [Fact]
    public async Task A_sign_in_is_taken_over_whole_and_the_one_before_is_gone()
    {
        await Keeper().GetAsync(Client, CancellationToken.None);
        var fresh = new TokenKeeper(_vault, "channels/new", _endpoint, _clock);
        await fresh.TakeAsync(
            new TokenAnswer
            {
                AccessToken = "new-access",
                RefreshToken = "new-refresh",
                ExpiresIn = TimeSpan.FromHours(1),
            },
            CancellationToken.None
        );

        await Keeper().TakeFromAsync(fresh, CancellationToken.None);

        Assert.Equal("new-access", await Keeper().GetAsync(Client, CancellationToken.None));
        Assert.Equal("new-refresh", _vault.Read("channels/x", "refresh_token"));
        Assert.Equal(_clock.GetUtcNow().AddHours(1), TokenKeeper.ExpiresAt(_vault, "channels/x"));
        Assert.Equal(1, _server.Calls);
    }

    [Fact]
    public async Task Plain_http_is_for_loopback_alone()
    {
        var failure = await Assert.ThrowsAsync<AdapterException>(async () =>
            await Keeper().GetAsync(Client with { TokenUri = new Uri("http://id.example/token") }, CancellationToken.None)
        );
        Assert.Equal(FailureKind.Refused, failure.Kind);
    }

    [Fact]
    public async Task New_secrets_of_a_person_end_the_tokens_of_the_sign_in_before()
    {
        var keeper = Keeper();
        await keeper.GetAsync(Client, CancellationToken.None);
        await keeper.ReplaceAsync(new Dictionary<string, string> { ["refresh_token"] = "other" }, CancellationToken.None);
        Assert.Null(_vault.Read("channels/x", "access_token"));
        Assert.Equal("other", _vault.Read("channels/x", "refresh_token"));
    }

    private TokenKeeper Keeper() => new(_vault, "channels/x", _endpoint, _clock);
}
