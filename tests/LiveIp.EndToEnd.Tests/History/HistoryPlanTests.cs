using CsCheck;
using LiveIp.Host.Demo.History;

namespace LiveIp.EndToEnd.Tests.History;

public sealed class HistoryPlanTests
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.CreateCustomTimeZone("+08", TimeSpan.FromHours(8), "+08", "+08");
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 4, 30, 0, TimeSpan.Zero);

    [Fact]
    public void The_same_seed_plans_the_same_past()
    {
        Assert.Equal(HistoryPlan.Write(7, 12, Now, Zone), HistoryPlan.Write(7, 12, Now, Zone));
        Assert.NotEqual(HistoryPlan.Write(7, 12, Now, Zone), HistoryPlan.Write(8, 12, Now, Zone));
    }

    [Fact]
    public void Whatever_the_seed_and_the_hour_every_show_has_a_day_of_its_own_and_lies_in_the_past() =>
        Gen.Select(Gen.Int, Gen.Int[0, HistoryPlan.MostShows], Gen.Int[0, 86_399])
            .Sample(
                (seed, count, second) =>
                {
                    var now = Now.Date.AddSeconds(second);
                    var shows = HistoryPlan.Write(seed, count, new DateTimeOffset(now, TimeSpan.Zero), Zone);
                    var days = shows.Select(s => TimeZoneInfo.ConvertTime(s.At, Zone).Date).ToList();
                    Assert.Equal(count, shows.Count);
                    Assert.Equal(count, days.Distinct().Count());
                    Assert.Equal(days.Order(), days);
                    Assert.All(shows, s => Assert.True(s.At < now));
                    Assert.Equal(count, shows.Select(s => s.Seed).Distinct().Count());
                },
                iter: 300
            );

    [Fact]
    public void A_slot_is_the_hour_of_day_where_the_creator_lives()
    {
        var shows = HistoryPlan.Write(1, 12, Now, Zone);

        Assert.All(
            shows,
            s =>
                Assert.Equal(
                    s.Labels.Slot switch
                    {
                        "afternoon" => 15,
                        "evening" => 20,
                        _ => 23,
                    },
                    TimeZoneInfo.ConvertTime(s.At, Zone).Hour
                )
        );
        Assert.Equal(TimeZoneInfo.ConvertTime(Now, Zone).Date.AddDays(-1), TimeZoneInfo.ConvertTime(shows[^1].At, Zone).Date);
    }

    [Fact]
    public void Twelve_shows_have_every_value_of_every_factor_equally_often()
    {
        var shows = HistoryPlan.Write(5, 12, Now, Zone);

        Assert.All(TrueEffects.Topics.Keys, topic => Assert.Equal(3, shows.Count(s => s.Labels.Topic == topic)));
        Assert.All(TrueEffects.Slots.Keys, slot => Assert.Equal(4, shows.Count(s => s.Labels.Slot == slot)));
        Assert.All(TrueEffects.Formats.Keys, format => Assert.Equal(4, shows.Count(s => s.Labels.Format == format)));
    }

    [Fact]
    public void Todays_slot_follows_from_the_hour()
    {
        // Half past four in London is half past twelve there.
        Assert.Equal(new ShowLabels("coding", "afternoon", "solo"), HistoryPlan.Today(1, Now, Zone).Labels);
        Assert.Equal("evening", HistoryPlan.Today(1, Now.AddHours(7), Zone).Labels.Slot);
        Assert.Equal("night", HistoryPlan.Today(1, Now.AddHours(12), Zone).Labels.Slot);
    }
}
