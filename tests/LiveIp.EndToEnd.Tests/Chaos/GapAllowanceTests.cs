using LiveIp.Chaos.Judging;
using LiveIp.Chaos.Schedules;

namespace LiveIp.EndToEnd.Tests.Chaos;

public sealed class GapAllowanceTests
{
    private static readonly TimeSpan Show = TimeSpan.FromSeconds(18);

    [Fact]
    public void Where_nothing_happened_nothing_may_be_called_a_gap()
    {
        var schedule = new Schedule(1, Show, [new(TimeSpan.FromSeconds(3), FaultKind.Drop, "twitch")]);

        Assert.Equal(0, GapAllowance.Of(schedule, "bilibili"));
        Assert.InRange(GapAllowance.Of(schedule, "twitch"), 2, 6);
    }

    [Fact]
    public void What_costs_no_connection_explains_no_gap()
    {
        Assert.All(
            [FaultKind.Duplicate, FaultKind.Reorder],
            static kind => Assert.Equal(0, GapAllowance.Of(new Schedule(1, Show, [new(Show / 2, kind, "twitch", Count: 5)]), "twitch"))
        );
    }
}
