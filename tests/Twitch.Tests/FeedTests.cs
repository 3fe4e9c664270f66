using LiveIp.Contracts;
using LiveIp.V1;
using Twitch.Tests.Server;

namespace Twitch.Tests;

public class FeedTests
{
    [Fact]
    public async Task Moving_to_another_server_loses_and_doubles_nothing_and_sends_nothing()
    {
        var (running, old) = await Running.OnlineAsync();
        await using var _ = running;
        var subscribed = running.Server.Created.Count;

        await old.ChatAsync("m1");
        await old.MoveAsync(running.Server.WebSocketUri("/moved?session=abc"));
        await old.ChatAsync("m2");
        var moved = await running.Server.NextSessionAsync();
        Assert.Equal("?session=abc", moved.Query);

        // The new socket is open and not yet welcomed: the old one still carries the session.
        await old.ChatAsync("m3");
        await running.Connection.WaitForAsync(static e => e.Any(static e => e.Id == "m3"));
        Assert.False(old.Ended.IsCompleted);

        // What is still under way on the old socket when the new one is welcomed comes through too.
        var answer = new TaskCompletionSource();
        old.MayAnswerGoodbye = answer.Task;
        await moved.WelcomeAsync();
        await moved.ChatAsync("m5");
        await old.Goodbye.WithDeadline();
        await old.ChatAsync("m4");
        answer.SetResult();
        await old.Ended.WithDeadline();
        await moved.ChatAsync("m6");

        var events = await running.Connection.WaitForAsync(static e => e.Any(static e => e.Id == "m6"));
        Assert.Equal(["m1", "m2", "m3", "m4", "m5", "m6"], events.Where(static e => e.ChatMessage is not null).Select(static e => e.Id));
        Assert.Equal(subscribed, running.Server.Created.Count);
        Assert.Equal(1, running.Connection.OnlineReports);
        Assert.Equal((0, 0), (old.Inbound, moved.Inbound));
    }

    [Fact]
    public async Task An_old_socket_that_breaks_during_the_move_does_not_matter()
    {
        var (running, old) = await Running.OnlineAsync();
        await using var _ = running;

        await old.MoveAsync(running.Server.WebSocketUri("/moved"));
        var moved = await running.Server.NextSessionAsync();
        old.Drop();
        await moved.WelcomeAsync();
        await moved.ChatAsync("m1");

        await running.Connection.WaitForAsync(static e => e.Any(static e => e.Id == "m1"));
        Assert.False(running.Run.IsCompleted);
    }

    [Fact]
    public async Task A_move_to_nowhere_ends_the_attempt_after_what_came_before()
    {
        var (running, old) = await Running.OnlineAsync();
        await using var _ = running;

        await old.ChatAsync("m1");
        await old.MoveAsync(running.Server.WebSocketUri("/helix/nothing"));

        Assert.Equal(FailureKind.Transient, (await running.FailureAsync()).Kind);
        Assert.Contains(running.Connection.Events, static e => e.Id == "m1");
    }

    [Fact]
    public async Task A_drop_is_transient_and_what_came_before_is_written()
    {
        var connection = new TestConnection { Gate = new TaskCompletionSource() };
        var (running, session) = await Running.OnlineAsync(connection: connection);
        await using var _ = running;

        for (var i = 0; i < 200; i++)
        {
            await session.ChatAsync($"m{i}");
        }

        await session.CloseAsync(4000);
        await session.Ended.WithDeadline();
        connection.Gate.SetResult();

        Assert.Equal(FailureKind.Transient, (await running.FailureAsync()).Kind);
        var chat = connection.Events.Where(static e => e.ChatMessage is not null).Select(static e => e.Id);
        Assert.Equal(Enumerable.Range(0, 200).Select(static i => $"m{i}"), chat);
        Assert.Equal(50, connection.LargestBatch);
    }

    [Fact]
    public async Task A_broken_connection_is_transient()
    {
        var (running, session) = await Running.OnlineAsync();
        await using var _ = running;

        session.Drop();

        Assert.Equal(FailureKind.Transient, (await running.FailureAsync()).Kind);
    }

    [Theory]
    [InlineData(4001, FailureKind.ProtocolChanged)]
    [InlineData(4002, FailureKind.Transient)]
    [InlineData(4003, FailureKind.Transient)]
    [InlineData(4004, FailureKind.Transient)]
    [InlineData(4007, FailureKind.Transient)]
    [InlineData(1001, FailureKind.Transient)]
    public async Task Close_codes_say_what_to_do(int code, FailureKind kind)
    {
        var (running, session) = await Running.OnlineAsync();
        await using var _ = running;

        await session.CloseAsync(code);

        Assert.Equal(kind, (await running.FailureAsync()).Kind);
    }

    [Theory]
    [InlineData("authorization_revoked")]
    [InlineData("user_removed")]
    public async Task A_withdrawn_sign_in_needs_a_person(string status)
    {
        var (running, session) = await Running.OnlineAsync();
        await using var _ = running;

        await session.ChatAsync("m1");
        await session.RevokeAsync("channel.follow", status);

        Assert.Equal(FailureKind.SignInRequired, (await running.FailureAsync()).Kind);
        Assert.Contains(running.Connection.Events, static e => e.Id == "m1");
        Assert.Contains(running.Connection.Events, static e => e.Vendor is { Type: "twitch/revocation" });
    }

    [Fact]
    public async Task A_withdrawn_type_is_logged_and_its_companion_counts()
    {
        var (running, session) = await Running.OnlineAsync();
        await using var _ = running;

        await session.RevokeAsync("channel.bits.use", "version_removed");
        await session.NotifyAsync("channel.cheer", """{"user_id":"7","bits":5,"message":"x"}""");

        var events = await running.Connection.WaitForAsync(static e => e.Any(static e => e.Contribution is not null));
        Assert.False(events.Single(static e => e.Contribution is not null).Echo);
        Assert.Contains(events, static e => e.Id == "revoke-channel.bits.use" && e.Vendor.Json.Contains("version_removed"));
    }

    [Fact]
    public async Task Unreadable_and_unknown_frames_are_kept_and_the_session_goes_on()
    {
        var (running, session) = await Running.OnlineAsync();
        await using var _ = running;

        await session.SendAsync("{ this is not json");
        await session.SendAsync("\"" + new string('x', 1024 * 1024) + "\"");
        await session.SendAsync("""{"metadata":{"message_id":"n1","message_type":"session_party"},"payload":{"a":1}}""");
        await session.ChatAsync("m1");

        var events = await running.Connection.WaitForAsync(static e => e.Any(static e => e.Id == "m1"));
        var vendors = events.Where(static e => e.Vendor is not null).Select(static e => e.Vendor).ToList();
        Assert.Equal(["twitch/malformed", "twitch/malformed", "twitch/session_party"], vendors.Select(static v => v.Type));
        Assert.Equal("no JSON", vendors[0].Reason);
        Assert.Contains("longer than", vendors[1].Reason);
        Assert.Equal("""{"a":1}""", vendors[2].Json);
    }

    [Fact]
    public async Task Keepalives_are_heard()
    {
        var (running, session) = await Running.OnlineAsync();
        await using var _ = running;

        await session.KeepaliveAsync();
        await running.Connection.WaitForHeardAsync(1);

        Assert.Equal(0, session.Inbound);
    }

    [Fact]
    public async Task Cancelling_ends_the_run_and_says_no_more()
    {
        var (running, session) = await Running.OnlineAsync();

        await running.DisposeAsync();

        await session.Ended.WithDeadline();
        Assert.True(running.Run.IsCanceled);
    }
}
