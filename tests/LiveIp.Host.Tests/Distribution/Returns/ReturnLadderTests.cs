using LiveIp.Host.Distribution.Returns;

namespace LiveIp.Host.Tests.Distribution.Returns;

public sealed class ReturnLadderTests
{
    private static readonly DateTimeOffset Delivered = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Looked_at_on_time_a_post_is_looked_at_seven_times_within_thirty_days()
    {
        var looks = new List<double> { ReturnLadder.First.TotalMinutes };
        for (
            var next = ReturnLadder.After(0, Delivered, Delivered + ReturnLadder.First);
            next is var (over, due);
            next = ReturnLadder.After(over, Delivered, due)
        )
        {
            looks.Add((due - Delivered).TotalMinutes);
        }

        Assert.Equal([15, 60, 360, 1440, 4320, 10_080, 43_200], looks);
    }

    [Theory]
    [InlineData(0, 20, 1, 60)]
    [InlineData(0, 61, 2, 360)]
    [InlineData(1, 5000, 5, 10_080)]
    [InlineData(5, 10_081, 6, 43_200)]
    public void One_look_serves_all_that_have_passed(int over, double now, int then, double due) =>
        Assert.Equal((then, Delivered.AddMinutes(due)), ReturnLadder.After(over, Delivered, Delivered.AddMinutes(now)));

    [Fact]
    public void After_the_last_there_is_none() => Assert.Null(ReturnLadder.After(6, Delivered, Delivered.AddDays(30)));
}
