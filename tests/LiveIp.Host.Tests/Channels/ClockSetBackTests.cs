using LiveIp.Contracts;
using LiveIp.Host.Channels.Connections;
using LiveIp.Host.Events;

namespace LiveIp.Host.Tests.Channels;

/// <summary>What a wall clock that is set back must not do.</summary>
public sealed class ClockSetBackTests
{
    private readonly SettableClock _clock = new();

    [Fact]
    public void A_gap_still_ends_after_it_begins_and_is_as_long_as_the_silence()
    {
        var hearing = new Hearing(_clock);
        hearing.ComeOnline(Continuity.FromNow, hadCheckpoint: false, _clock.GetUtcNow());
        _clock.Wall -= TimeSpan.FromHours(1);
        _clock.Pass(TimeSpan.FromSeconds(3));

        var gap = hearing.ComeOnline(Continuity.FromNow, hadCheckpoint: false, _clock.GetUtcNow());

        Assert.Equal(TimeSpan.FromSeconds(3) + Hearing.InTransit, gap!.EndedAt.ToDateTimeOffset() - gap.StartedAt.ToDateTimeOffset());
        Assert.Equal(_clock.GetUtcNow(), gap.EndedAt.ToDateTimeOffset());
    }

    [Fact]
    public async Task The_durable_mark_goes_back_with_it_or_the_next_process_would_miss_a_gap()
    {
        var directory = Directory.CreateTempSubdirectory("liveip-test-").FullName;
        try
        {
            await using var log = SqliteEventLog.Open(Path.Combine(directory, "log.db"), TimeProvider.System);
            var heard = DateTimeOffset.FromUnixTimeMilliseconds(1_800_000_000_000);
            foreach (var at in new[] { heard, heard.AddHours(-1) })
            {
                var batch = new LogBatch
                {
                    Channel = "channels/a",
                    Platform = "test",
                    HeardAt = at,
                };
                await log.AppendAsync(batch, CancellationToken.None);
            }

            await log.FlushAsync(CancellationToken.None);

            Assert.Equal(heard.AddHours(-1), log.GetMark("channels/a")!.HeardAt);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private sealed class SettableClock : TimeProvider
    {
        private long _ticks;

        public DateTimeOffset Wall { get; set; } = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Pass(TimeSpan time) => (Wall, _ticks) = (Wall + time, _ticks + time.Ticks);

        public override DateTimeOffset GetUtcNow() => Wall;

        public override long GetTimestamp() => _ticks;
    }
}
