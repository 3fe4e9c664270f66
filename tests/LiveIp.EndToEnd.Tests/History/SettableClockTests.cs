using LiveIp.Host.Demo;

namespace LiveIp.EndToEnd.Tests.History;

public sealed class SettableClockTests
{
    [Fact]
    public void An_offset_moves_the_wall_clock_and_leaves_timestamps_alone()
    {
        var clock = new SettableClock();
        var before = clock.GetTimestamp();

        clock.Offset = TimeSpan.FromDays(-10);

        Assert.InRange((clock.SystemNow - clock.GetUtcNow()).TotalDays, 9.99, 10.01);
        Assert.InRange(clock.GetElapsedTime(before).TotalSeconds, 0, 60);
    }

    [Fact]
    public void A_rate_counts_from_its_beginning()
    {
        var clock = new SettableClock();
        var since = clock.SystemNow.AddSeconds(-100);

        clock.Run(TimeSpan.FromHours(-1), rate: 10, since);

        // A hundred seconds at ten make a thousand, less the hour; and ten for each second that this test took.
        Assert.InRange((clock.GetUtcNow() - since).TotalSeconds, 1000 - 3600, 1000 - 3600 + 600);
        Assert.Equal(TimeSpan.FromHours(-1), clock.Offset);
    }

    [Fact]
    public void Setting_the_offset_ends_the_rate()
    {
        var clock = new SettableClock();
        clock.Run(TimeSpan.Zero, rate: 1000, clock.SystemNow.AddHours(-1));

        clock.Offset = TimeSpan.Zero;

        Assert.InRange((clock.GetUtcNow() - clock.SystemNow).Duration().TotalSeconds, 0, 60);
    }
}
