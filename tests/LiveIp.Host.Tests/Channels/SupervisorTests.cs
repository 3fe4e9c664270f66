using LiveIp.Contracts;
using LiveIp.Host.Tests.Channels.Fakes;
using LiveIp.V1;

namespace LiveIp.Host.Tests.Channels;

public sealed class SupervisorTests
{
    [Fact]
    public async Task Goes_online_stamps_events_and_counts_what_the_log_says()
    {
        await using var rig = new SupervisorRig();
        var attempt = await rig.NextAsync();
        Assert.Equal(ConnectionState.Starting, rig.Now.State);
        Assert.Null(attempt.Connection.Checkpoint);

        attempt.Online();
        await rig.UntilAsync(c => c.State == ConnectionState.Online);
        await attempt.WriteAsync("a", "cp1");
        await attempt.WriteAsync("a");
        await attempt.WriteAsync("b");

        var written = rig.Log.Events[0];
        Assert.Equal(("channels/abc", "test"), (written.Channel, written.Platform));
        Assert.Equal(rig.Clock.GetUtcNow(), written.ReceivedAt.ToDateTimeOffset());
        Assert.Equal((2, 1), (rig.Now.Events, rig.Now.Duplicates));
        Assert.Equal(0.2, rig.Now.EventsPerSecond);
        Assert.Empty(rig.Gaps);
    }

    [Fact]
    public async Task An_event_without_an_id_is_refused_instead_of_taken_for_a_repeat()
    {
        await using var rig = new SupervisorRig();
        var attempt = await rig.NextAsync();
        await Assert.ThrowsAsync<ArgumentException>(async () => await attempt.WriteAsync(""));
    }

    [Fact]
    public async Task Comes_back_at_once_with_the_checkpoint_after_having_been_online()
    {
        await using var rig = new SupervisorRig();
        var first = await rig.NextAsync();
        first.Online(Continuity.FromCheckpoint, 60);
        await first.WriteAsync("a", "cp1");
        rig.Clock.AdvanceSeconds(11);
        first.Connection.ReportHeard();
        first.Fail(FailureKind.Transient, "The socket closed.");

        await rig.Clock.ArmedAsync(0.1, 0.2);
        var waiting = rig.Now;
        Assert.Equal((ConnectionState.Recovering, "The socket closed."), (waiting.State, waiting.Detail));
        Assert.NotNull(waiting.NextAttemptAt);
        rig.Clock.AdvanceSeconds(0.25);

        var second = await rig.NextAsync();
        Assert.Equal("cp1", second.Connection.Checkpoint);
        second.Online(Continuity.FromCheckpoint, 60);
        Assert.Equal(1, rig.Now.Reconnects);
        await rig.Log.UntilAsync(l => l.Batches.Any(b => b.HeardAt == rig.Clock.GetUtcNow()));
        Assert.Empty(rig.Gaps);
    }

    [Fact]
    public async Task Pauses_grow_while_it_never_comes_online_and_begin_anew_after_health()
    {
        await using var rig = new SupervisorRig(jitter: 0.9);
        foreach (var seconds in (double[])[0.95, 1.85, 3.65, 7.25, 14.45, 28.85, 54.05, 54.05])
        {
            (await rig.NextAsync()).Fail(FailureKind.Transient);
            await rig.Clock.ArmedAsync(seconds - 0.001, seconds + 0.001);
            rig.Clock.AdvanceSeconds(seconds + 0.001);
        }

        var healthy = await rig.NextAsync();
        healthy.Online(maxSilence: 100);
        rig.Clock.AdvanceSeconds(31);
        healthy.Fail(FailureKind.Transient);
        await rig.Clock.ArmedAsync(0.2, 0.25);
        rig.Clock.AdvanceSeconds(0.25);
        (await rig.NextAsync()).Fail(FailureKind.Transient);
        await rig.Clock.ArmedAsync(0.949, 0.951);
    }

    [Theory]
    [InlineData(FailureKind.RateLimited, 90.0, ConnectionState.Recovering, 90.0)]
    [InlineData(FailureKind.Transient, 7.0, ConnectionState.Recovering, 7.0)]
    [InlineData(FailureKind.ProtocolChanged, null, ConnectionState.Recovering, 300.0)]
    [InlineData(FailureKind.NotFound, null, ConnectionState.Blocked, 600.0)]
    [InlineData(FailureKind.Refused, null, ConnectionState.Blocked, 600.0)]
    public async Task Each_failure_has_its_state_and_its_pause(FailureKind kind, double? retryAfter, object state, double pause)
    {
        await using var rig = new SupervisorRig();
        (await rig.NextAsync()).Fail(kind, "Sentence.", retryAfter is { } s ? TimeSpan.FromSeconds(s) : null);
        await rig.Clock.ArmedAsync(pause, pause);
        Assert.Equal(state, rig.Now.State);
        Assert.Equal("Sentence.", rig.Now.Detail);
        Assert.Equal(rig.Clock.GetUtcNow().AddSeconds(pause), rig.Now.NextAttemptAt.ToDateTimeOffset());
        rig.Clock.AdvanceSeconds(pause);
        await rig.NextAsync();
    }

    [Fact]
    public async Task Needs_sign_in_until_somebody_restarts_it()
    {
        await using var rig = new SupervisorRig();
        (await rig.NextAsync()).Fail(FailureKind.SignInRequired, "Sign in.");
        var now = await rig.UntilAsync(c => c.State == ConnectionState.NeedsSignIn);
        Assert.Null(now.NextAttemptAt);
        rig.Clock.AdvanceSeconds(86_400);
        Assert.False(rig.HasNext);
        rig.Restart();
        await rig.NextAsync();
    }

    [Fact]
    public async Task A_channel_that_is_over_stays_stopped_until_restarted()
    {
        await using var rig = new SupervisorRig();
        (await rig.NextAsync()).End.SetResult();
        await rig.UntilAsync(c => c.State == ConnectionState.Stopped);
        rig.Restart();
        await rig.NextAsync();
    }

    [Fact]
    public async Task Without_a_plugin_it_is_blocked_and_says_why()
    {
        await using var rig = new SupervisorRig(withPlugin: false);
        var now = await rig.UntilAsync(c => c.State == ConnectionState.Blocked);
        Assert.Equal("No plugin offers platform 'test'.", now.Detail);
        rig.Registry.AllPlatforms.Add(rig.Platform);
        rig.Restart();
        await rig.NextAsync();
    }

    [Fact]
    public async Task A_foreign_exception_tells_its_type_and_not_its_message()
    {
        await using var rig = new SupervisorRig();
        (await rig.NextAsync()).End.SetException(new InvalidOperationException("https://x/?token=hunter2"));
        var now = await rig.UntilAsync(c => c.State == ConnectionState.Recovering);
        Assert.DoesNotContain("hunter2", now.Detail, StringComparison.Ordinal);
        Assert.Contains("InvalidOperationException", now.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_adapter_that_ignores_cancellation_is_abandoned_and_its_writes_are_refused()
    {
        await using var rig = new SupervisorRig(stubborn: true, overlap: true);
        var first = await rig.NextAsync();
        first.Online();
        await first.WriteAsync("a");
        rig.Restart();
        await rig.Clock.ArmedAsync(5, 5);
        Assert.True(first.Token.IsCancellationRequested);
        await first.WriteAsync("last words");
        rig.Clock.AdvanceSeconds(5);

        var second = await rig.NextAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await first.WriteAsync("ghost"));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await first.Connection.Secrets.WriteAsync("refresh_token", "x", CancellationToken.None)
        );
        Assert.DoesNotContain(rig.Log.Events, static e => e.Id == "ghost");
        Assert.Contains(rig.Log.Events, static e => e.Id == "last words");

        first.End.SetResult();
        second.End.SetResult();
        await rig.UntilAsync(c => c.State == ConnectionState.Stopped);
    }

    [Fact]
    public async Task Where_the_platform_bears_no_second_connection_none_is_opened_before_the_first_has_ended()
    {
        await using var rig = new SupervisorRig(stubborn: true);
        var first = await rig.NextAsync();
        first.Online();
        rig.Restart();
        await rig.Clock.ArmedAsync(5, 5);
        rig.Clock.AdvanceSeconds(5);

        var waiting = await rig.UntilAsync(static c => c.Detail.Contains("told to end", StringComparison.Ordinal));
        Assert.Equal(ConnectionState.Recovering, waiting.State);
        // Settings that change meanwhile do not open one either.
        rig.Restart();
        Assert.False(rig.HasNext);

        first.End.SetResult();
        var second = await rig.NextAsync();
        second.Online();
        await rig.UntilAsync(static c => c.State == ConnectionState.Online);
        second.End.SetResult();
    }

    [Fact]
    public async Task Stopping_ends_the_adapter_and_keeps_the_last_time_heard()
    {
        var rig = new SupervisorRig();
        var attempt = await rig.NextAsync();
        attempt.Online();
        rig.Clock.Advance(TimeSpan.FromMilliseconds(700));
        attempt.Connection.ReportHeard();
        var heard = rig.Clock.GetUtcNow();
        await rig.StopAsync();
        Assert.True(attempt.Token.IsCancellationRequested);
        Assert.Equal(ConnectionState.Stopped, rig.Now.State);
        Assert.Equal(heard, rig.Log.GetMark("channels/abc")!.HeardAt);
    }
}
