using Google.Protobuf.WellKnownTypes;
using LiveIp.Host.Demo.Comparison;
using LiveIp.V1;

namespace LiveIp.EndToEnd.Tests.Comparison;

public sealed class ShowWindowTests
{
    private static readonly DateTimeOffset Evening = new(2026, 3, 1, 20, 0, 0, TimeSpan.Zero);
    private static readonly ShowWindow Window = new(Evening);

    [Fact]
    public void What_happened_before_the_show_is_not_of_it()
    {
        LiveEvent[] log = [Chat(Evening.AddDays(-1)), Chat(Evening.AddSeconds(5))];

        Assert.Equal([log[1]], Window.Of(log));
        Assert.Equal(log, ShowWindow.Whole.Of(log));
    }

    [Fact]
    public void A_time_that_was_told_in_whole_seconds_may_lie_just_before()
    {
        Assert.True(Window.Contains(Evening.AddSeconds(-0.9)));
        Assert.False(Window.Contains(Evening.AddSeconds(-1.1)));
    }

    [Fact]
    public void A_gap_over_the_night_counts_from_the_morning_and_the_log_keeps_its_own()
    {
        var night = Gap(Evening.AddDays(-1), Evening.AddSeconds(2));

        var inside = Assert.Single(Window.Of([night])).Gap;

        Assert.Equal(Evening, inside.StartedAt.ToDateTimeOffset());
        Assert.Equal(Evening.AddSeconds(2), inside.EndedAt.ToDateTimeOffset());
        Assert.Equal(Evening.AddDays(-1), night.Gap.StartedAt.ToDateTimeOffset());
    }

    [Fact]
    public void A_gap_inside_the_show_stays_and_one_that_ended_before_goes()
    {
        var inside = Gap(Evening.AddSeconds(10), Evening.AddSeconds(20));

        Assert.Equal([inside], Window.Of([Gap(Evening.AddDays(-2), Evening.AddDays(-1)), inside]));
    }

    [Fact]
    public void The_truth_is_cut_at_the_same_moment()
    {
        TrueSample[] samples = [new("twitch", "likes", 1, Evening.AddDays(-1)), new("twitch", "likes", 2, Evening)];

        Assert.Equal([samples[1]], Window.Of(new Truth([], samples)).Samples);
    }

    [Fact]
    public void Followers_outlast_a_show_and_the_last_number_is_true_in_the_next()
    {
        TrueSample[] samples =
        [
            new("twitch", "followers.total", 1200, Evening.AddDays(-2)),
            new("twitch", "followers.total", 1250, Evening.AddDays(-1)),
            new("youtube", "followers.total", 900, Evening.AddDays(-1)),
            new("twitch", "viewers.concurrent", 40, Evening.AddDays(-1)),
            new("twitch", "followers.total", 1251, Evening.AddSeconds(1)),
        ];

        Assert.Equal([samples[1], samples[2], samples[4]], Window.Of(new Truth([], samples)).Samples);
    }

    [Fact]
    public void The_gap_of_the_night_is_not_wholly_of_the_show()
    {
        Assert.False(Window.Contains(Gap(Evening.AddDays(-1), Evening.AddSeconds(2))));
        Assert.True(Window.Contains(Gap(Evening.AddSeconds(1), Evening.AddSeconds(2))));
        Assert.True(Window.Contains(Chat(Evening.AddSeconds(1))));
    }

    private static LiveEvent Chat(DateTimeOffset at) => new() { OccurredAt = at.ToTimestamp(), ChatMessage = new ChatMessage() };

    private static LiveEvent Gap(DateTimeOffset from, DateTimeOffset to) =>
        new()
        {
            OccurredAt = to.ToTimestamp(),
            Gap = new Gap { StartedAt = from.ToTimestamp(), EndedAt = to.ToTimestamp() },
        };
}
