using System.Net;
using System.Text.Json;
using LiveIp.Contracts;
using LiveIp.Plugins.Twitch.Api;
using LiveIp.V1;
using Twitch.Tests.Server;

namespace Twitch.Tests;

public class SessionTests
{
    [Fact]
    public async Task Subscribes_to_everything_and_then_reports_online()
    {
        var (running, session) = await Running.OnlineAsync();
        await using var _ = running;

        var created = running.Server.Created.ToList();
        Assert.Equal(SubscriptionCatalog.All.Count, created.Count);
        Assert.Equal("?keepalive_timeout_seconds=10", session.Query);
        Assert.All(created, s => Assert.Equal(session.Id, s.GetProperty("transport").GetProperty("session_id").GetString()));
        Assert.All(created, s => Assert.Equal("websocket", s.GetProperty("transport").GetProperty("method").GetString()));
        Assert.Equal("2 {\"broadcaster_user_id\":\"1001\",\"moderator_user_id\":\"1001\"}", Version(created, "channel.follow"));
        Assert.Equal("1 {\"broadcaster_user_id\":\"1001\",\"user_id\":\"1001\"}", Version(created, "channel.chat.message"));
        Assert.Equal("2 {\"broadcaster_user_id\":\"1001\"}", Version(created, "channel.hype_train.end"));
        Assert.Equal(
            ["{\"from_broadcaster_user_id\":\"1001\"}", "{\"to_broadcaster_user_id\":\"1001\"}"],
            created
                .Where(s => s.GetProperty("type").GetString() == "channel.raid")
                .Select(s => s.GetProperty("condition").GetRawText())
                .Order(StringComparer.Ordinal)
        );
        Assert.Equal(1, running.Connection.OnlineReports);
        Assert.Equal(Continuity.FromNow, running.Connection.Continuity);
        Assert.Equal(TimeSpan.FromSeconds(15), running.Connection.MaxSilence);
    }

    [Fact]
    public async Task Without_the_scope_for_subscriptions_the_chat_notices_count()
    {
        var (running, session) = await Running.OnlineAsync(server => server.Scopes.Remove("channel:read:subscriptions"));
        await using var _ = running;

        await session.NotifyAsync("channel.chat.notification", Normalize.Wire.Notice("sub", """{"sub_tier":"1000"}"""));

        var e = (await running.Connection.WaitForAsync(static e => Membership(e) is not null)).Single(static e => e.Membership is not null);
        Assert.False(e.Echo);
        Assert.DoesNotContain(running.Server.Created, s => s.GetProperty("type").GetString() == "channel.subscribe");
    }

    [Fact]
    public async Task What_twitch_refuses_is_left_out_and_what_is_there_already_is_fine()
    {
        var (running, session) = await Running.OnlineAsync(server =>
        {
            server.Refuse("channel.bits.use", HttpStatusCode.Forbidden, "subscription missing proper authorization");
            server.Refuse("channel.subscribe", HttpStatusCode.Conflict, "subscription already exists");
        });
        await using var _ = running;

        await session.NotifyAsync("channel.cheer", """{"user_id":"7","bits":5,"message":"x"}""");
        await session.NotifyAsync("channel.chat.notification", Normalize.Wire.Notice("sub", """{"sub_tier":"1000"}"""));

        var events = await running.Connection.WaitForAsync(static e => Membership(e) is not null);
        Assert.False(events.Single(static e => e.Contribution is not null).Echo);
        Assert.True(events.Single(static e => e.Membership is not null).Echo);
    }

    [Fact]
    public async Task What_came_before_subscribing_failed_is_handed_over()
    {
        var held = new TaskCompletionSource();
        await using var running = await Running.StartAsync(server =>
        {
            server.MayCreate = held.Task;
            for (var attempt = 0; attempt < 3; attempt++)
            {
                server.Refuse("channel.follow", HttpStatusCode.BadRequest, "websocket transport session does not exist");
            }
        });
        var session = await running.Server.NextSessionAsync();

        await session.ChatAsync("early");
        held.SetResult();

        var failure = await running.FailureAsync();
        Assert.Equal(FailureKind.Transient, failure.Kind);
        Assert.Equal(0, running.Connection.OnlineReports);
        Assert.Single(await running.Connection.WaitForAsync(static events => events.Count > 0), static e => e.ChatMessage is not null);
    }

    [Fact]
    public async Task A_limit_of_one_endpoint_and_a_hiccup_are_waited_out()
    {
        var reset = DateTimeOffset
            .FromUnixTimeSeconds(4_000_000_000)
            .ToUnixTimeSeconds()
            .ToString(System.Globalization.CultureInfo.InvariantCulture);
        var (running, _) = await Running.OnlineAsync(server =>
        {
            server.Refuse("channel.follow", HttpStatusCode.TooManyRequests, "", remaining: "799", reset);
            server.Refuse("channel.cheer", HttpStatusCode.ServiceUnavailable);
        });
        await using var _2 = running;

        Assert.Equal(SubscriptionCatalog.All.Count, running.Server.Created.Count);
    }

    [Fact]
    public async Task An_empty_bucket_ends_the_attempt_with_the_time_to_wait()
    {
        var reset = TimeProvider.System.GetUtcNow().AddSeconds(40).ToUnixTimeSeconds();
        await using var running = await Running.StartAsync(server =>
            server.Refuse(
                "stream.online",
                HttpStatusCode.TooManyRequests,
                "",
                "0",
                reset.ToString(System.Globalization.CultureInfo.InvariantCulture)
            )
        );

        var failure = await running.FailureAsync();

        Assert.Equal(FailureKind.RateLimited, failure.Kind);
        Assert.InRange(failure.RetryAfter!.Value.TotalSeconds, 30, 41);
        Assert.Equal(0, running.Connection.OnlineReports);
    }

    [Fact]
    public async Task A_session_that_is_gone_before_all_is_subscribed_is_tried_again_by_the_host()
    {
        await using var running = await Running.StartAsync(static server =>
        {
            for (var attempt = 0; attempt < 3; attempt++)
            {
                server.Refuse(
                    "stream.online",
                    HttpStatusCode.BadRequest,
                    "websocket transport session does not exist or has already disconnected"
                );
            }
        });

        Assert.Equal(FailureKind.Transient, (await running.FailureAsync()).Kind);
        Assert.Equal(0, running.Connection.OnlineReports);
    }

    [Fact]
    public async Task Subscriptions_of_dead_sessions_are_deleted_first()
    {
        var (running, _) = await Running.OnlineAsync(server =>
            server.StalePages.AddRange([
                ["a", "b"],
                ["c"],
            ])
        );
        await using var _2 = running;

        Assert.Equal(["a", "b", "c"], running.Server.Deleted.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_refused_token_is_refreshed_once_for_all_calls()
    {
        var (running, _) = await Running.OnlineAsync(server => server.ValidToken = "token-2");
        await using var _2 = running;

        Assert.Equal(["token-1"], running.Connection.Rejected);
        Assert.Equal(SubscriptionCatalog.All.Count, running.Server.Created.Count);
    }

    [Fact]
    public async Task A_token_refused_later_is_refreshed_without_losing_the_session()
    {
        var (running, session) = await Running.OnlineAsync();
        await using var _ = running;

        running.Server.ValidToken = "token-2";
        var before = Volatile.Read(ref running.Server.StreamCalls);
        await running.Connection.WaitForAsync(_ => Volatile.Read(ref running.Server.StreamCalls) > before);
        await session.ChatAsync("m1");

        await running.Connection.WaitForAsync(static e => e.Any(static e => e.Id == "m1"));
        Assert.Equal(["token-1"], running.Connection.Rejected);
        Assert.Equal(1, running.Connection.OnlineReports);
    }

    [Fact]
    public async Task A_token_refused_again_needs_a_person()
    {
        await using var running = await Running.StartAsync(static server => server.ValidToken = "somebody-else");

        var failure = await running.FailureAsync();

        Assert.Equal(FailureKind.SignInRequired, failure.Kind);
        Assert.DoesNotContain("token-", failure.Message);
    }

    [Fact]
    public async Task Another_account_is_refused()
    {
        await using var running = await Running.StartAsync(static server => server.ValidateUserId = "666");

        Assert.Equal(FailureKind.Refused, (await running.FailureAsync()).Kind);
    }

    private static LiveEvent? Membership(IReadOnlyList<LiveEvent> events) => events.FirstOrDefault(static e => e.Membership is not null);

    private static string Version(List<JsonElement> created, string type)
    {
        var one = created.Single(s => s.GetProperty("type").GetString() == type);
        return $"{one.GetProperty("version").GetString()} {one.GetProperty("condition").GetRawText()}";
    }
}
