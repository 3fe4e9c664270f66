using LiveIp.Contracts;
using LiveIp.V1;

namespace LiveIp.EndToEnd.Tests.Comparison;

/// <summary>Where the comparison of numbers gives way, and where the leeway ends.</summary>
public sealed class MetricLeewayTests
{
    private readonly Scene _scene = new();

    [Fact]
    public void What_could_not_be_heard_is_not_counted()
    {
        _scene.Chat("m1");
        _scene.Chat("m2", heard: false);
        Assert.True(_scene.Compare(Number(MetricIds.ChatMessages, 1)).Holds);
        Assert.False(_scene.Compare(Number(MetricIds.ChatMessages, 2)).Holds);
    }

    [Fact]
    public void An_echo_is_not_counted()
    {
        _scene.Cheer("c1", 100);
        _scene.Cheer("c1-echo", 100).Echo = true;
        // The truth of an echo counts nothing: another row does.
        _scene.Truth[1] = _scene.Truth[1] with
        {
            Counts = new Dictionary<string, long>(),
        };

        Assert.True(_scene.Compare().Holds);
        Assert.True(_scene.CompareAll(Number(MetricIds.ContributionsValue, 100, "x-twitch-bits"))[0].Holds);
        Assert.False(_scene.CompareAll(Number(MetricIds.ContributionsValue, 200, "x-twitch-bits"))[0].Holds);
    }

    [Fact]
    public void Money_is_compared_currency_by_currency()
    {
        _scene.Cheer("c1", 100, "USD");
        _scene.Cheer("c2", 700, "JPY");

        var cells = _scene.CompareAll(Number(MetricIds.ContributionsValue, 100, "USD"), Number(MetricIds.ContributionsValue, 350, "JPY"));

        Assert.Equal([true, false], cells.Select(static c => c.Holds));
    }

    [Theory]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public void Participants_are_different_people(double told, bool holds)
    {
        _scene.Chat("m1", "twitch:1");
        _scene.Chat("m2", "twitch:1");
        _scene.Chat("m3", "twitch:2");
        Assert.Equal(holds, _scene.Compare(Number(MetricIds.ChatParticipants, told)).Holds);
    }

    [Fact]
    public void Every_sample_of_a_gauge_must_be_true_not_only_the_last()
    {
        _scene.True(MetricIds.ViewersConcurrent, 5, 0);
        _scene.Sampled(MetricIds.ViewersConcurrent, 9, 3);
        _scene.Sampled(MetricIds.ViewersConcurrent, 5, 6);
        Assert.False(_scene.Compare(Number(MetricIds.ViewersConcurrent, 5)).Holds);
    }

    [Fact]
    public void A_gauge_without_any_logged_sample_does_not_hold()
    {
        _scene.True(MetricIds.ViewersConcurrent, 5, 0);
        Assert.False(_scene.Compare(Number(MetricIds.ViewersConcurrent, 5)).Holds);
    }

    [Theory]
    [InlineData(12_300, true)] // Three significant digits, rounded down.
    [InlineData(12_000, false)]
    [InlineData(12_350, false)]
    public void A_number_may_be_rounded_as_the_platform_rounds(long shown, bool holds)
    {
        _scene.True(MetricIds.FollowersTotal, 12_345, 0);
        _scene.Sampled(MetricIds.FollowersTotal, shown, 3);
        Assert.Equal(holds, _scene.Compare(Number(MetricIds.FollowersTotal, shown)).Holds);
    }

    [Theory]
    [InlineData(30, true)]
    [InlineData(20, true)] // One interval before the end.
    [InlineData(10, false)] // Too long ago.
    [InlineData(31, false)]
    public void Polled_likes_are_at_most_one_interval_old(double told, bool holds)
    {
        _scene.True(MetricIds.Likes, 10, 0);
        _scene.True(MetricIds.Likes, 20, 8);
        _scene.True(MetricIds.Likes, 30, 10);
        Assert.Equal(holds, _scene.Compare(Number(MetricIds.Likes, told)).Holds);
    }

    private static MetricValue Number(string metric, double number, string currency = "") =>
        new()
        {
            Metric = metric,
            Number = number,
            Currency = currency,
        };
}
