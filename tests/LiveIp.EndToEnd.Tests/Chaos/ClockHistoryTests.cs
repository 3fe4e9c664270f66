using LiveIp.Chaos.Judging;
using Microsoft.Extensions.Time.Testing;

namespace LiveIp.EndToEnd.Tests.Chaos;

public sealed class ClockHistoryTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(Start);

    [Theory]
    [InlineData(3600)]
    [InlineData(-3600)]
    public void What_a_clock_far_off_showed_is_told_in_true_time(int jump)
    {
        var clock = new ClockHistory(_time);
        _time.Advance(TimeSpan.FromSeconds(10));
        clock.Set(TimeSpan.FromSeconds(jump));
        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(Start.AddSeconds(4), clock.ToTrue(Start.AddSeconds(4), late: false));
        Assert.Equal(Start.AddSeconds(14), clock.ToTrue(Start.AddSeconds(14 + jump), late: false));
        // Reckoned back by the new clock to before it was set.
        Assert.Equal(Start.AddSeconds(8), clock.ToTrue(Start.AddSeconds(8 + jump), late: true));
    }

    [Fact]
    public void A_time_that_was_shown_twice_is_the_earlier_or_the_later_or_the_one_near_by()
    {
        var clock = new ClockHistory(_time);
        _time.Advance(TimeSpan.FromSeconds(10));
        clock.Set(TimeSpan.FromSeconds(-5));
        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(Start.AddSeconds(7), clock.ToTrue(Start.AddSeconds(7), late: false));
        Assert.Equal(Start.AddSeconds(12), clock.ToTrue(Start.AddSeconds(7), late: true));
        Assert.True(clock.IsAmbiguous(Start.AddSeconds(7)));
        Assert.Equal(Start.AddSeconds(12), clock.ToTrue(Start.AddSeconds(7), Start.AddSeconds(11)));
    }

    [Fact]
    public void A_time_that_was_shown_once_is_read_so_however_old_the_hint_is()
    {
        var clock = new ClockHistory(_time);
        _time.Advance(TimeSpan.FromSeconds(10));
        clock.Set(TimeSpan.FromSeconds(-5));
        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.False(clock.IsAmbiguous(Start.AddSeconds(12)));
        Assert.Equal(Start.AddSeconds(17), clock.ToTrue(Start.AddSeconds(12), Start.AddSeconds(9)));
    }

    [Fact]
    public void A_setting_may_have_been_heard_of_late()
    {
        var clock = new ClockHistory(_time);
        _time.Advance(TimeSpan.FromSeconds(10.5));
        // Taken by the host half a second ago.
        clock.Set(TimeSpan.FromSeconds(-5));
        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(Start.AddSeconds(10.25), clock.ToTrue(Start.AddSeconds(5.25), Start.AddSeconds(10)));
    }
}
