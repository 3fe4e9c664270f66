using LiveIp.Chaos.Running;
using LiveIp.Chaos.Schedules;
using LiveIp.EndToEnd.Tests.Support;

namespace LiveIp.EndToEnd.Tests.Chaos;

public sealed class ChaosTests
{
    [Fact]
    public void A_schedule_follows_from_its_number_alone()
    {
        Assert.All(Enumerable.Range(1, 100), static seed => Assert.Equal(Schedule.Of(seed).Faults, Schedule.Of(seed).Faults));
        Assert.Equal(100, Enumerable.Range(1, 100).Select(static s => string.Join(';', Schedule.Of(s).Faults)).Distinct().Count());
    }

    [Fact]
    public void A_hundred_seeds_meet_every_kind_of_fault()
    {
        var met = Enumerable.Range(1, 100).SelectMany(static s => Schedule.Of(s).Faults).Select(static f => f.Kind).ToHashSet();

        Assert.Equal(Enum.GetValues<FaultKind>().Order(), met.Order());
    }

    // 5: 429 and a platform that dies. 8: a host that dies twice. 22: a full disk, a stall, a clock that is set back.
    [Fact]
    public async Task A_few_schedules_end_with_nothing_lost_doubled_or_undisclosed()
    {
        await using var output = new StringWriter();
        var command = new ChaosCommand(new ChaosOptions { Seeds = [5, 8, 22], Jobs = 3 }, output);

        var exit = await command.RunAsync(Deadline.In(150));

        Assert.True(exit == 0, output.ToString());
    }
}
