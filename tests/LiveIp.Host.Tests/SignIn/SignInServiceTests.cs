using Google.Rpc;
using Grpc.Core;
using LiveIp.Contracts;
using LiveIp.Host.Channels;
using LiveIp.Host.SignIn.Sessions;
using LiveIp.Host.Tests.Channels.Fakes;
using LiveIp.Host.Tests.SignIn.Fakes;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;

namespace LiveIp.Host.Tests.SignIn;

/// <summary>Signing in as a client meets it, over gRPC and a real loopback.</summary>
public sealed class SignInServiceTests : IAsyncLifetime
{
    private readonly TestRegistry _registry = new();
    private readonly MemoryVault _vault = new();
    private readonly SignInPlatform _platform = new();
    private readonly HttpClient _browser = new() { Timeout = Deadline.Limit };
    private OAuthServer _server = null!;
    private ApiRig _rig = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await OAuthServer.StartAsync();
        _platform.OAuth = _server.Client;
        _registry.AllPlatforms.Add(_platform);
        _rig = await ApiRig.StartAsync(_registry, _vault);
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _rig.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_sign_in_makes_the_accounts_channel_follows_it_and_is_listed_without_a_token()
    {
        var steps = await SignInAsync(new BeginSignInRequest { Platform = "test" }, "anna");

        Assert.Equal(
            [
                WatchSignInResponse.StepOneofCase.OpenAddress,
                WatchSignInResponse.StepOneofCase.Waiting,
                WatchSignInResponse.StepOneofCase.Waiting,
                WatchSignInResponse.StepOneofCase.Waiting,
                WatchSignInResponse.StepOneofCase.Done,
            ],
            steps.Select(static s => s.StepCase)
        );
        var done = steps[^1].Done;
        Assert.True(done.Created);
        var channel = Assert.Single((await _rig.Channels.ListChannelsAsync(new ListChannelsRequest(), _rig.Authorized)).Channels);
        Assert.Equal(("anna", "channel of anna", done.Account.Channel), (channel.PlatformChannelId, channel.DisplayName, channel.Name));
        await OnlineAsync(channel.Name);

        var listed = await _rig.SignIns.ListSignInsAsync(new ListSignInsRequest(), _rig.Authorized);
        var account = Assert.Single(listed.Accounts);
        Assert.Equal(
            ($"{channel.Name}/accounts/broadcaster", "anna", "name of anna", AccountRole.Broadcaster, Account.Types.State.SignedIn),
            (account.Name, account.AccountId, account.AccountName, account.Role, account.State)
        );
        Assert.Equal(["read", "write"], account.Scopes);
        Assert.NotNull(account.VerifiedAt);
        Assert.NotNull(account.AccessTokenExpiresAt);
        Assert.DoesNotContain("refresh-of-anna", listed.ToString() + string.Join('\n', steps), StringComparison.Ordinal);
        Assert.Equal("refresh-of-anna", _vault.Read(channel.Name, "refresh_token"));
    }

    [Fact]
    public async Task Signing_in_again_renews_the_channel_and_keeps_its_name()
    {
        var first = (await SignInAsync(new BeginSignInRequest { Platform = "test" }, "anna"))[^1].Done.Account.Channel;
        await OnlineAsync(first);

        var again = (await SignInAsync(new BeginSignInRequest { Platform = "test" }, "anna", refresh: "second"))[^1].Done;
        var named = (await SignInAsync(new BeginSignInRequest { Channel = first }, "anna", refresh: "third"))[^1].Done;

        Assert.Equal((first, false), (again.Account.Channel, again.Created));
        Assert.Equal((first, false), (named.Account.Channel, named.Created));
        Assert.Equal("third", _vault.Read(first, "refresh_token"));
        Assert.Equal([first], _vault.Owners);
    }

    [Fact]
    public async Task A_bot_is_kept_apart_from_the_broadcaster()
    {
        var channel = (await SignInAsync(new BeginSignInRequest { Platform = "test" }, "anna"))[^1].Done.Account.Channel;

        var bot = (await SignInAsync(new BeginSignInRequest { Channel = channel, Role = AccountRole.Bot }, "robot"))[^1].Done.Account;

        Assert.Equal(($"{channel}/accounts/bot", "robot", AccountRole.Bot), (bot.Name, bot.AccountId, bot.Role));
        Assert.Equal("refresh-of-anna", _vault.Read(channel, "refresh_token"));
        Assert.Equal("refresh-of-robot", _vault.Read(channel + "/bot", "refresh_token"));
        Assert.Equal(2, (await _rig.SignIns.ListSignInsAsync(new() { Channel = channel }, _rig.Authorized)).Accounts.Count);

        await _rig.Channels.DeleteChannelAsync(new DeleteChannelRequest { Name = channel }, _rig.Authorized);
        Assert.Empty(_vault.Owners);
        Assert.Empty((await _rig.SignIns.ListSignInsAsync(new(), _rig.Authorized)).Accounts);
    }

    [Fact]
    public async Task Another_account_than_the_channels_is_told_apart_and_nothing_is_changed()
    {
        var channel = (await SignInAsync(new BeginSignInRequest { Platform = "test" }, "anna"))[^1].Done.Account.Channel;

        var failed = (await SignInAsync(new BeginSignInRequest { Channel = channel }, "berta"))[^1].Failed;

        Assert.Equal((SignInFailure.MissingScope, "wrong_account"), (failed.Failure, failed.Reason));
        Assert.Contains("name of berta", failed.Detail, StringComparison.Ordinal);
        Assert.Equal("refresh-of-anna", _vault.Read(channel, "refresh_token"));
        Assert.Equal([channel], _vault.Owners);
    }

    [Fact]
    public async Task What_was_not_allowed_is_named_and_nothing_is_kept()
    {
        _platform.Check = static async (granted, context, token) =>
            SignInPlatform.Report(await context.Tokens.GetAsync(token), granted, "write");

        var failed = (await SignInAsync(new BeginSignInRequest { Platform = "test" }, "anna"))[^1].Failed;

        Assert.Equal((SignInFailure.MissingScope, "missing_scope"), (failed.Failure, failed.Reason));
        Assert.Equal(["write"], failed.MissingScopes);
        Assert.Empty(_vault.Owners);
        Assert.Empty((await _rig.Channels.ListChannelsAsync(new ListChannelsRequest(), _rig.Authorized)).Channels);
    }

    [Theory]
    [InlineData(FailureKind.SignInRequired, SignInFailure.Unspecified, SignInFailure.Revoked)]
    [InlineData(FailureKind.SignInRequired, SignInFailure.MissingScope, SignInFailure.MissingScope)]
    [InlineData(FailureKind.Refused, SignInFailure.Unspecified, SignInFailure.AppMisconfigured)]
    [InlineData(FailureKind.NotFound, SignInFailure.Unspecified, SignInFailure.MissingScope)]
    [InlineData(FailureKind.Transient, SignInFailure.Unspecified, SignInFailure.Transient)]
    [InlineData(FailureKind.RateLimited, SignInFailure.Unspecified, SignInFailure.Transient)]
    public async Task A_check_that_fails_has_a_class(FailureKind kind, SignInFailure said, SignInFailure expected)
    {
        _platform.Check = (_, _, _) => throw new AdapterException(kind, "A sentence.") { SignIn = said, Reason = "their_word" };

        var failed = (await SignInAsync(new BeginSignInRequest { Platform = "test" }, "anna"))[^1].Failed;

        Assert.Equal((expected, "their_word", "A sentence."), (failed.Failure, failed.Reason, failed.Detail));
        Assert.Empty(_vault.Owners);
    }

    [Fact]
    public async Task A_plugin_that_throws_with_a_token_in_its_message_is_not_repeated()
    {
        _platform.Check = static async (_, context, token) =>
            throw new InvalidDataException($"bad: {await context.Tokens.GetAsync(token)}");

        var failed = (await SignInAsync(new BeginSignInRequest { Platform = "test" }, "anna"))[^1].Failed;

        Assert.Equal(SignInFailure.Transient, failed.Failure);
        Assert.DoesNotContain("anna", failed.ToString(), StringComparison.Ordinal);
        Assert.Contains(nameof(InvalidDataException), failed.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_platform_that_gives_no_refresh_token_is_not_kept()
    {
        var failed = (await SignInAsync(new BeginSignInRequest { Platform = "test" }, "anna", refresh: null))[^1].Failed;

        Assert.Equal((SignInFailure.AppMisconfigured, "no_refresh_token"), (failed.Failure, failed.Reason));
        Assert.Empty(_vault.Owners);
    }

    [Fact]
    public async Task A_cancelled_sign_in_says_so_and_closes_its_port()
    {
        var session = (await BeginAsync(new BeginSignInRequest { Platform = "test" })).Session;
        using var watch = _rig.SignIns.WatchSignIn(new WatchSignInRequest { Session = session }, _rig.Authorized);
        Assert.True(await watch.ResponseStream.MoveNext(Deadline.Token()));
        var port = watch.ResponseStream.Current.OpenAddress.LoopbackPort;

        await _rig.SignIns.CancelSignInAsync(new CancelSignInRequest { Session = session }, _rig.Authorized);

        var last = (await RestAsync(watch))[^1].Failed;
        Assert.Equal((SignInFailure.Transient, "cancelled"), (last.Failure, last.Reason));
        await Assert.ThrowsAsync<HttpRequestException>(() => _browser.GetAsync($"http://127.0.0.1:{port}/"));
        Assert.Empty(_vault.Owners);
    }

    [Fact]
    public async Task The_same_request_id_is_the_same_sign_in_and_other_content_is_refused()
    {
        var one = await BeginAsync(new BeginSignInRequest { Platform = "test", RequestId = "r" });
        var same = await BeginAsync(new BeginSignInRequest { Platform = "test", RequestId = "r" });
        var other = await Assert.ThrowsAsync<RpcException>(async () =>
            await BeginAsync(
                new BeginSignInRequest
                {
                    Platform = "test",
                    RequestId = "r",
                    Flow = SignInFlow.DeviceCode,
                }
            )
        );

        Assert.Equal(one.Session, same.Session);
        Assert.Equal("REQUEST_ID_REUSED", ReasonOf(other));
    }

    [Fact]
    public async Task Only_so_many_are_under_way()
    {
        for (var i = 0; i < SignInSessions.MostUnderWay; i++)
        {
            await BeginAsync(new BeginSignInRequest { Platform = "test" });
        }

        var refused = await Assert.ThrowsAsync<RpcException>(async () => await BeginAsync(new BeginSignInRequest { Platform = "test" }));

        Assert.Equal((StatusCode.ResourceExhausted, "TOO_MANY_SIGN_INS"), (refused.StatusCode, ReasonOf(refused)));
    }

    [Fact]
    public async Task An_application_that_is_not_set_up_is_told_before_anything_begins()
    {
        _platform.NotSetUp = new AdapterException(FailureKind.Refused, "The setting clientId is not set.");

        var refused = await Assert.ThrowsAsync<RpcException>(async () => await BeginAsync(new BeginSignInRequest { Platform = "test" }));

        Assert.Equal((StatusCode.FailedPrecondition, "APP_MISCONFIGURED"), (refused.StatusCode, ReasonOf(refused)));
        Assert.Contains("clientId", refused.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Removing_revokes_at_the_platform_forgets_here_and_the_channel_asks_to_sign_in()
    {
        var channel = (await SignInAsync(new BeginSignInRequest { Platform = "test" }, "anna"))[^1].Done.Account.Channel;
        await OnlineAsync(channel);
        _server.Answer(200, "");
        _server.Answer(200, "");

        var removed = await _rig.SignIns.RemoveSignInAsync(new() { Name = $"{channel}/accounts/broadcaster" }, _rig.Authorized);

        Assert.True(removed.Revoked);
        var asked = _server.Asked.Where(static a => a.Path == "revoke").Select(static a => (a.Form["token"], a.Form["token_type_hint"]));
        Assert.Equal([("refresh-of-anna", "refresh_token"), ("anna", "access_token")], asked);
        Assert.Empty(_vault.Owners);
        var connection = await UntilAsync(channel, static c => c.State == ConnectionState.NeedsSignIn);
        Assert.Equal(SignInFailure.Revoked, connection.SignInFailure);
        Assert.Null(connection.NextAttemptAt);
        var listed = Assert.Single((await _rig.SignIns.ListSignInsAsync(new(), _rig.Authorized)).Accounts);
        Assert.Equal((Account.Types.State.NeedsSignIn, SignInFailure.Revoked), (listed.State, listed.Failure));
        var gone = await Assert.ThrowsAsync<RpcException>(async () =>
            await _rig.SignIns.RemoveSignInAsync(new() { Name = $"{channel}/accounts/bot" }, _rig.Authorized)
        );
        Assert.Equal("ACCOUNT_NOT_FOUND", ReasonOf(gone));
    }

    [Fact]
    public async Task A_channel_of_imported_history_becomes_the_followed_one()
    {
        var history = _rig
            .Services.GetRequiredService<ChannelStore>()
            .CreateForHistory("old", "test", new ChannelIdentity { Id = "anna", DisplayName = "Anna" });

        var done = (await SignInAsync(new BeginSignInRequest { Platform = "test" }, "anna"))[^1].Done;

        Assert.Equal((history.Name, true), (done.Account.Channel, done.Created));
        Assert.Equal("refresh-of-anna", _vault.Read(history.Name, "refresh_token"));
        Assert.Equal([history.Name], _vault.Owners);
        await OnlineAsync(history.Name);
    }

    [Fact]
    public async Task Where_the_platform_has_no_sign_in_its_secrets_are_tried_and_the_connection_makes_room()
    {
        _platform.OAuth = null;
        _platform.TakesConnection = true;
        var runningAtCheck = -1;
        _platform.Check = async (_, context, token) =>
        {
            runningAtCheck = _platform.Running;
            Assert.Null(await context.Secrets.ReadAsync("nothing", token));
            return SignInPlatform.Report((await context.Secrets.ReadAsync("identity_code", token))![..4]);
        };
        var first = await WithCodeAsync(new BeginSignInRequest { Platform = "test" }, "anna-1");
        await UntilAsync(first.Done.Account.Channel, static c => c.State == ConnectionState.Online);
        _vault.Write(first.Done.Account.Channel, "session", "left");

        _platform.Check = async (_, context, token) =>
        {
            runningAtCheck = _platform.Running;
            Assert.Equal("left", await context.Secrets.ReadAsync("session", token));
            return SignInPlatform.Report((await context.Secrets.ReadAsync("identity_code", token))![..4]);
        };
        var again = await WithCodeAsync(new BeginSignInRequest { Channel = first.Done.Account.Channel }, "anna-2");

        Assert.Equal(0, runningAtCheck);
        Assert.False(again.Done.Created);
        Assert.Equal("anna-2", _vault.Read(first.Done.Account.Channel, "identity_code"));
        await UntilAsync(first.Done.Account.Channel, static c => c.State == ConnectionState.Online);
    }

    private async Task<WatchSignInResponse> WithCodeAsync(BeginSignInRequest request, string code)
    {
        request.Secrets["identity_code"] = code;
        var session = (await BeginAsync(request)).Session;
        using var watch = _rig.SignIns.WatchSignIn(new WatchSignInRequest { Session = session }, _rig.Authorized);
        return (await RestAsync(watch))[^1];
    }

    /// <summary>The access token is the account's name, which the check reads from it.</summary>
    private async Task<IReadOnlyList<WatchSignInResponse>> SignInAsync(BeginSignInRequest request, string account, string? refresh = "")
    {
        _server.AnswerTokens(account, refresh?.Length == 0 ? $"refresh-of-{account}" : refresh);
        var session = (await BeginAsync(request)).Session;
        using var watch = _rig.SignIns.WatchSignIn(new WatchSignInRequest { Session = session }, _rig.Authorized);
        Assert.True(await watch.ResponseStream.MoveNext(Deadline.Token()));
        var first = watch.ResponseStream.Current;
        var query = QueryHelpers.ParseQuery(new Uri(first.OpenAddress.Address).Query);
        using var answer = await _browser.GetAsync($"{query["redirect_uri"]}?state={query["state"]}&code=c");
        return [first, .. await RestAsync(watch)];
    }

    private async Task<BeginSignInResponse> BeginAsync(BeginSignInRequest request) =>
        await _rig.SignIns.BeginSignInAsync(request, _rig.Authorized);

    private static async Task<IReadOnlyList<WatchSignInResponse>> RestAsync(AsyncServerStreamingCall<WatchSignInResponse> watch)
    {
        var steps = new List<WatchSignInResponse>();
        while (await watch.ResponseStream.MoveNext(Deadline.Token()))
        {
            steps.Add(watch.ResponseStream.Current);
        }

        return steps;
    }

    private Task<Connection> OnlineAsync(string channel) => UntilAsync(channel, static c => c.State == ConnectionState.Online);

    private async Task<Connection> UntilAsync(string channel, Func<Connection, bool> holds)
    {
        using var watch = _rig.Connections.WatchConnections(new WatchConnectionsRequest(), _rig.Authorized);
        while (await watch.ResponseStream.MoveNext(Deadline.Token()))
        {
            if (watch.ResponseStream.Current.Connections.FirstOrDefault(c => c.Channel == channel && holds(c)) is { } found)
            {
                return found;
            }
        }

        throw new TimeoutException("The connection never was as it should be.");
    }

    private static string? ReasonOf(RpcException error) => error.GetRpcStatus()?.GetDetail<ErrorInfo>()?.Reason;
}
