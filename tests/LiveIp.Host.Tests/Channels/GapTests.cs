using LiveIp.Contracts;
using LiveIp.Host.Channels.Connections;
using LiveIp.Host.Events;
using LiveIp.Host.Tests.Channels.Fakes;
using LiveIp.V1;

namespace LiveIp.Host.Tests.Channels;

public sealed class GapTests
{
    [Fact]
    public async Task Silence_past_the_limit_is_a_stall_and_the_next_attempt_begins_at_once()
    {
        await using var rig = new SupervisorRig();
        var first = await rig.NextAsync();
        first.Online(maxSilence: 20);
        await rig.Log.UntilAsync(static l => !l.Batches.IsEmpty);
        var heard = rig.Clock.GetUtcNow();
        await rig.Clock.ArmedAsync(1, 1);
        rig.Clock.AdvanceSeconds(21);

        var second = await rig.NextAsync();
        Assert.True(first.Token.IsCancellationRequested);
        Assert.True(rig.Now.Stalled);
        Assert.Equal(ConnectionState.Recovering, rig.Now.State);
        Assert.Equal(21, rig.Now.SecondsSinceHeard);

        rig.Clock.AdvanceSeconds(2);
        second.Online();
        await second.WriteAsync("after");
        Assert.False(rig.Now.Stalled);
        var told = Assert.Single(rig.Gaps);
        Assert.Equal(Gap.Types.Cause.Stalled, told.Gap.Cause);
        Assert.Equal(heard, told.Gap.StartedAt.ToDateTimeOffset() + Hearing.InTransit);
        Assert.Equal(told.Gap.StartedAt, told.OccurredAt);
        Assert.Equal(heard.AddSeconds(23), told.Gap.EndedAt.ToDateTimeOffset());
        Assert.Equal($"gap:{told.OccurredAt.ToDateTimeOffset().ToUnixTimeMilliseconds()}", told.Id);
        Assert.Equal(["after"], rig.Log.Events.SkipWhile(e => e != told).Skip(1).Select(static e => e.Id));
    }

    [Fact]
    public async Task Numbers_that_are_polled_do_not_prove_that_the_feed_lives()
    {
        await using var rig = new SupervisorRig();
        var first = await rig.NextAsync();
        first.Online(maxSilence: 20);
        await rig.Clock.ArmedAsync(1, 1);
        rig.Clock.AdvanceSeconds(19);
        var polled = new LiveEvent
        {
            Id = "viewers.concurrent:1",
            Measurement = new Measurement { Metric = "viewers.concurrent", Gauge = 5 },
        };
        await first.Connection.WriteAsync([polled], null, CancellationToken.None);
        await rig.Clock.ArmedAsync(0, 1);
        rig.Clock.AdvanceSeconds(2);

        await rig.NextAsync();
        Assert.True(first.Token.IsCancellationRequested);
        Assert.True(rig.Now.Stalled);
    }

    [Fact]
    public async Task Silence_of_exactly_the_limit_is_no_stall()
    {
        await using var rig = new SupervisorRig();
        var first = await rig.NextAsync();
        first.Online(maxSilence: 20);
        await rig.Clock.ArmedAsync(1, 1);
        rig.Clock.AdvanceSeconds(20);
        first.Connection.ReportHeard();
        await first.WriteAsync("in time");
        Assert.False(first.Token.IsCancellationRequested);
        Assert.Equal(rig.Clock.GetUtcNow(), rig.Now.LastHeardAt.ToDateTimeOffset());
    }

    [Fact]
    public async Task A_lost_connection_without_resume_is_a_gap_even_over_failed_attempts()
    {
        await using var rig = new SupervisorRig(jitter: 0.9);
        var first = await rig.NextAsync();
        first.Online();
        var heard = rig.Clock.GetUtcNow();
        first.Fail(FailureKind.Transient);
        await rig.Clock.ArmedAsync(0.949, 0.951);
        rig.Clock.AdvanceSeconds(1);
        (await rig.NextAsync()).Fail(FailureKind.Transient);
        await rig.Clock.ArmedAsync(1.849, 1.851);
        rig.Clock.AdvanceSeconds(2);
        (await rig.NextAsync()).Online();
        await rig.Log.UntilAsync(l => rig.Gaps.Count > 0);
        Assert.Equal(Gap.Types.Cause.Disconnected, rig.Gaps[0].Gap.Cause);
        Assert.Equal(
            (heard, heard.AddSeconds(3)),
            (rig.Gaps[0].Gap.StartedAt.ToDateTimeOffset() + Hearing.InTransit, rig.Gaps[0].Gap.EndedAt.ToDateTimeOffset())
        );
    }

    [Fact]
    public async Task What_an_earlier_process_last_heard_begins_the_gap_of_its_absence()
    {
        var log = new MemoryLog();
        var heard = new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
        await log.AppendAsync(
            new LogBatch
            {
                Channel = "channels/abc",
                Platform = "test",
                Checkpoint = "old",
                HeardAt = heard,
            },
            CancellationToken.None
        );
        await using var rig = new SupervisorRig(log);
        var first = await rig.NextAsync();
        Assert.Equal("old", first.Connection.Checkpoint);
        first.Online();
        await rig.Log.UntilAsync(l => rig.Gaps.Count > 0);
        Assert.Equal(Gap.Types.Cause.HostDown, rig.Gaps[0].Gap.Cause);
        Assert.Equal(heard, rig.Gaps[0].Gap.StartedAt.ToDateTimeOffset() + Hearing.InTransit);
    }

    [Fact]
    public async Task A_checkpoint_that_no_longer_works_is_a_refused_resume()
    {
        await using var rig = new SupervisorRig();
        var first = await rig.NextAsync();
        first.Online(Continuity.FromCheckpoint);
        await first.WriteAsync("a", "cp");
        rig.Restart();
        var second = await rig.NextAsync();
        second.Online();
        await rig.Log.UntilAsync(l => rig.Gaps.Count > 0);
        Assert.Equal(Gap.Types.Cause.ResumeRefused, rig.Gaps[0].Gap.Cause);
    }

    [Fact]
    public async Task The_gap_is_told_even_when_the_attempt_ends_right_after_coming_online()
    {
        await using var rig = new SupervisorRig();
        var first = await rig.NextAsync();
        first.Online();
        rig.Restart();
        var second = await rig.NextAsync();
        second.Online();
        second.Fail(FailureKind.Refused);
        await rig.UntilAsync(c => c.State == ConnectionState.Blocked);
        Assert.Single(rig.Gaps);
    }

    [Fact]
    public async Task An_attempt_that_gives_no_sign_of_life_is_ended()
    {
        await using var rig = new SupervisorRig(jitter: 0.9);
        var first = await rig.NextAsync();
        await rig.Clock.ArmedAsync(1, 1);
        rig.Clock.AdvanceSeconds(301);
        await rig.Clock.ArmedAsync(0.949, 0.951);
        Assert.True(first.Token.IsCancellationRequested);
        Assert.Equal(ConnectionState.Recovering, rig.Now.State);
        Assert.False(rig.Now.Stalled);
    }
}
