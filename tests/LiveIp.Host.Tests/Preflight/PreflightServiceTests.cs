using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using LiveIp.Contracts;
using LiveIp.Host.Channels.Tokens;
using LiveIp.Host.Quotas;
using LiveIp.Host.SignIn.Accounts;
using LiveIp.Host.Tests.Channels.Fakes;
using LiveIp.Host.Tests.Quotas;
using LiveIp.Host.Tests.SignIn.Fakes;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;
using Microsoft.Extensions.DependencyInjection;
using Check = LiveIp.V1.PreflightFinding.Types.Check;
using Outcome = LiveIp.V1.PreflightFinding.Types.Outcome;

namespace LiveIp.Host.Tests.Preflight;

/// <summary>What is said of a channel before a show.</summary>
public sealed class PreflightServiceTests : IAsyncLifetime
{
    private readonly TestRegistry _registry = new();
    private readonly MemoryVault _vault = new();
    private readonly SignInPlatform _platform = new();
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
        await _rig.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_channel_that_is_online_and_may_do_all_is_ready()
    {
        var channel = await FollowAsync(lifetime: TimeSpan.FromHours(1));

        var report = Assert.Single(await RunAsync());

        Assert.Equal((channel, "test", "anna", true), (report.Channel, report.Platform, report.DisplayName, report.Ready));
        Assert.Equal(
            [Check.Connection, Check.SignedIn, Check.Scopes, Check.TokenLifetime, Check.LiveStreaming, Check.Ingest],
            report.Findings.Select(static f => f.Check)
        );
        // This platform tells nothing of the last two, which is said and not passed over.
        Assert.All(report.Findings.SkipLast(2), static f => Assert.Equal(Outcome.Ok, f.Outcome));
        Assert.All(report.Findings.TakeLast(2), static f => Assert.Equal(Outcome.NotKnown, f.Outcome));
        Assert.Contains("refreshed before", Of(report, Check.TokenLifetime).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_ends_before_the_show_with_nothing_to_refresh_it_is_not_enough()
    {
        var channel = await FollowAsync(lifetime: TimeSpan.FromHours(1));
        _vault.Write(channel, OAuthClient.RefreshTokenSecret, null);

        var four = Assert.Single(await RunAsync());
        var half = Assert.Single(await RunAsync(TimeSpan.FromMinutes(30)));

        Assert.False(four.Ready);
        var failed = Assert.Single(four.Findings, static f => f.Outcome == Outcome.Failed);
        Assert.Equal((Check.TokenLifetime, SignInFailure.Revoked), (failed.Check, failed.Failure));
        Assert.True(half.Ready);
        Assert.Contains("lasts until", Of(half, Check.TokenLifetime).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_allowed_is_named()
    {
        await FollowAsync();
        _platform.Check = static (_, _, _) => Task.FromResult(SignInPlatform.Report("anna", ["read"], "write"));

        var report = Assert.Single(await RunAsync());

        Assert.False(report.Ready);
        var failed = Assert.Single(report.Findings, static f => f.Outcome == Outcome.Failed);
        Assert.Equal((Check.Scopes, SignInFailure.MissingScope), (failed.Check, failed.Failure));
        Assert.Contains("write", failed.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_platform_that_cannot_be_asked_is_a_warning_and_a_sign_in_that_is_gone_is_not()
    {
        await FollowAsync();
        _platform.Check = static (_, _, _) => throw new AdapterException(FailureKind.Transient, "No answer.");
        var unreachable = Assert.Single(await RunAsync());
        _platform.Check = static (_, _, _) => throw new AdapterException(FailureKind.SignInRequired, "Gone.");
        var gone = Assert.Single(await RunAsync());

        Assert.True(unreachable.Ready);
        Assert.Equal(Outcome.Warning, Of(unreachable, Check.SignedIn).Outcome);
        Assert.False(gone.Ready);
        Assert.Equal((Outcome.Failed, SignInFailure.Revoked), (Of(gone, Check.SignedIn).Outcome, Of(gone, Check.SignedIn).Failure));
    }

    [Fact]
    public async Task Another_accounts_sign_in_is_told()
    {
        await FollowAsync();
        _platform.Check = static (_, _, _) => Task.FromResult(SignInPlatform.Report("berta"));

        var failed = Of(Assert.Single(await RunAsync()), Check.SignedIn);

        Assert.Equal((Outcome.Failed, SignInFailure.MissingScope), (failed.Outcome, failed.Failure));
        Assert.Contains("berta", failed.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_bot_is_asked_for_too()
    {
        var channel = await FollowAsync();
        _rig.Services.GetRequiredService<AccountStore>()
            .Put(
                new AccountRecord
                {
                    Channel = channel,
                    Role = AccountRole.Bot,
                    AccountId = "robot",
                    AccountName = "robot",
                    Scopes = ["read"],
                    VerifiedAt = TimeProvider.System.GetUtcNow(),
                }
            );
        _vault.Write(channel + "/bot", OAuthClient.AccessTokenSecret, "robot");

        var report = Assert.Single(await RunAsync());

        Assert.True(report.Ready, report.ToString());
        Assert.Contains(report.Findings, static f => f.Detail == "The bot: Signed in as name of robot.");
    }

    [Fact]
    public async Task A_channel_without_a_connection_says_what_to_do()
    {
        var channel = await FollowAsync();
        await _rig.Channels.UpdateChannelAsync(new UpdateChannelRequest { Name = channel, Enabled = false }, _rig.Authorized);

        Assert.Empty(await RunAsync());
        var named = Assert.Single(await RunAsync(channels: channel));

        Assert.False(named.Ready);
        Assert.Contains("enable it first", Of(named, Check.Connection).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_in_use_is_not_ended_to_try_it()
    {
        _platform.OAuth = null;
        _platform.TakesConnection = true;
        var asked = 0;
        _platform.Check = (_, _, _) =>
        {
            asked++;
            return Task.FromResult(SignInPlatform.Report("anna"));
        };
        var channel = await CreateAsync("identity_code");
        await OnlineAsync(channel);

        var report = Assert.Single(await RunAsync());

        Assert.True(report.Ready);
        Assert.Equal([Check.Connection, Check.SignedIn], report.Findings.Select(static f => f.Check).Take(2));
        Assert.Equal((0, 1), (asked, _platform.Running));
    }

    [Fact]
    public async Task A_quota_of_which_only_the_reserve_is_left_keeps_the_channel_from_being_ready()
    {
        await FollowAsync();
        var quota = _rig.Services.GetRequiredService<QuotaLedger>().For("test", new CountedAdapter());
        quota.Observe("told", 100, 0, TimeProvider.System.GetUtcNow().AddMinutes(1));
        var whole = Assert.Single(await RunAsync());
        quota.Spend("units", "list", 9_000, QuotaUse.Reading);
        var gone = Assert.Single(await RunAsync());

        Assert.True(whole.Ready);
        Assert.Equal(Outcome.Ok, Of(whole, Check.Quota).Outcome);
        Assert.Contains("10000 of 10000 left", Of(whole, Check.Quota).Detail, StringComparison.Ordinal);
        Assert.Equal((false, Outcome.Failed), (gone.Ready, Of(gone, Check.Quota).Outcome));
    }

    [Fact]
    public async Task Wrong_requests_name_the_field()
    {
        var channel = await FollowAsync();
        foreach (
            var (request, code) in new[]
            {
                (new RunPreflightRequest { Channels = { "nope" } }, StatusCode.InvalidArgument),
                (new RunPreflightRequest { Channels = { "channels/nope" } }, StatusCode.NotFound),
                (
                    new RunPreflightRequest
                    {
                        Channels = { channel },
                        PlannedEnd = new Timestamp { Seconds = 1 },
                    },
                    StatusCode.InvalidArgument
                ),
                (
                    new RunPreflightRequest { PlannedEnd = TimeProvider.System.GetUtcNow().AddDays(40).ToTimestamp() },
                    StatusCode.InvalidArgument
                ),
            }
        )
        {
            using var call = _rig.Preflight.RunPreflight(request, _rig.Authorized);
            var refused = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(Deadline.Token()));
            Assert.Equal(code, refused.StatusCode);
        }
    }

    private static PreflightFinding Of(PreflightReport report, Check check) => Assert.Single(report.Findings, f => f.Check == check);

    /// <summary>Follows "anna" with tokens given by hand; the access token is the account's name, as the check reads it.</summary>
    private async Task<string> FollowAsync(TimeSpan? lifetime = null)
    {
        var channel = await CreateAsync(OAuthClient.RefreshTokenSecret, OAuthClient.AccessTokenSecret);
        await _rig
            .Services.GetRequiredService<TokenBook>()
            .Keeper(channel)
            .TakeAsync(
                new TokenAnswer
                {
                    AccessToken = "anna",
                    RefreshToken = "r",
                    ExpiresIn = lifetime,
                },
                Deadline.Token()
            );
        _rig.Services.GetRequiredService<AccountStore>()
            .Put(
                new AccountRecord
                {
                    Channel = channel,
                    Role = AccountRole.Broadcaster,
                    AccountId = "anna",
                    AccountName = "anna",
                    Scopes = ["read", "write"],
                    VerifiedAt = TimeProvider.System.GetUtcNow(),
                }
            );
        await OnlineAsync(channel);
        return channel;
    }

    private async Task<string> CreateAsync(params IEnumerable<string> secrets)
    {
        var request = new CreateChannelRequest { Platform = "test", Input = "anna" };
        request.Secrets["identity_code"] = "code";
        foreach (var id in secrets)
        {
            request.Secrets[id] = "anna";
        }

        return (await _rig.Channels.CreateChannelAsync(request, _rig.Authorized)).Channel.Name;
    }

    private async Task OnlineAsync(string channel)
    {
        using var watch = _rig.Connections.WatchConnections(new WatchConnectionsRequest(), _rig.Authorized);
        while (await watch.ResponseStream.MoveNext(Deadline.Token()))
        {
            if (watch.ResponseStream.Current.Connections.Any(c => c.Channel == channel && c.State == ConnectionState.Online))
            {
                return;
            }
        }
    }

    private async Task<List<PreflightReport>> RunAsync(TimeSpan? length = null, params IEnumerable<string> channels)
    {
        var request = new RunPreflightRequest { Channels = { channels } };
        if (length is { } ahead)
        {
            request.PlannedEnd = (TimeProvider.System.GetUtcNow() + ahead).ToTimestamp();
        }

        using var call = _rig.Preflight.RunPreflight(request, _rig.Authorized);
        var reports = new List<PreflightReport>();
        while (await call.ResponseStream.MoveNext(Deadline.Token()))
        {
            reports.Add(call.ResponseStream.Current.Report);
        }

        return reports;
    }
}
