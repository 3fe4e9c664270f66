using CsCheck;
using LiveIp.Emulators.Memory;

namespace LiveIp.Emulators.Tests.Memory;

public sealed class EmulatorClockTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void An_offset_moves_the_wall_clock_and_leaves_timestamps_alone()
    {
        var clock = new EmulatorClock();
        var before = clock.GetTimestamp();

        clock.Setting = new ClockSetting(-864_000);

        var ago = TimeProvider.System.GetUtcNow() - clock.GetUtcNow();
        Assert.InRange(ago.TotalSeconds, 863_999, 864_001);
        Assert.InRange(clock.GetElapsedTime(before).TotalSeconds, 0, 60);
    }

    [Fact]
    public void The_rate_counts_from_since_and_the_offset_applied_then()
    {
        var setting = new ClockSetting(-3600, Rate: 10, Since: Noon);

        Assert.Equal(Noon.AddHours(-1), setting.Shown(Noon));
        Assert.Equal(Noon.AddHours(-1).AddSeconds(30), setting.Shown(Noon.AddSeconds(3)));
    }

    [Fact]
    public void A_rate_of_one_is_the_same_with_and_without_since() =>
        Gen.Select(Gen.Double[-1e6, 1e6], Gen.Int[0, 100_000])
            .Sample(
                (offset, seconds) =>
                {
                    var system = Noon.AddSeconds(seconds);
                    var with = new ClockSetting(offset, Since: Noon).Shown(system);
                    Assert.InRange((with - new ClockSetting(offset).Shown(system)).TotalMilliseconds, -0.001, 0.001);
                }
            );

    [Fact]
    public void A_rewound_clock_returns_to_its_setting()
    {
        var clock = new EmulatorClock { Setting = new ClockSetting(86_400) };

        clock.Rewind(Noon);
        Assert.Equal(Noon, clock.GetUtcNow());
        Assert.True(clock.Present > Noon);
        clock.Return();

        Assert.InRange((clock.GetUtcNow() - TimeProvider.System.GetUtcNow()).TotalSeconds, 86_399, 86_401);
    }

    [Theory]
    [InlineData(double.NaN, 1, true, "offsetSeconds")]
    [InlineData(double.PositiveInfinity, 1, true, "offsetSeconds")]
    [InlineData(4e9, 1, true, "offsetSeconds")]
    [InlineData(0, 0, true, "rate")]
    [InlineData(0, -1, true, "rate")]
    [InlineData(0, double.NaN, true, "rate")]
    [InlineData(0, 1001, true, "rate")]
    [InlineData(0, 2, false, "since")]
    public void A_setting_that_means_nothing_says_which_field_is_wrong(double offset, double rate, bool hasSince, string field) =>
        Assert.StartsWith(field + ":", new ClockSetting(offset, rate, hasSince ? Noon : null).Problem, StringComparison.Ordinal);

    [Fact]
    public void A_setting_that_means_something_has_no_problem()
    {
        Assert.Null(new ClockSetting(-864_000).Problem);
        Assert.Null(new ClockSetting(0, 10, Noon).Problem);
    }
}
