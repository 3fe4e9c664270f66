using LiveIp.Plugins.Twitch.Normalize;

namespace Twitch.Tests.Normalize;

public class BroadcastTrackerTests
{
    [Fact]
    public void A_list_that_is_behind_is_not_believed()
    {
        var tracker = new BroadcastTracker();

        tracker.Started("b1");
        Assert.True(tracker.Listed(null));
        Assert.Equal("b1", tracker.Current);

        Assert.True(tracker.Listed("b1"));
        Assert.Equal("b1", tracker.Ended());
        Assert.False(tracker.Listed("b1"));
        Assert.Equal("", tracker.Current);
    }

    [Fact]
    public void The_list_alone_tells_of_begin_and_end()
    {
        var tracker = new BroadcastTracker();

        Assert.True(tracker.Listed("b1"));
        Assert.Equal("b1", tracker.Current);
        Assert.True(tracker.Listed(null));
        Assert.Equal("", tracker.Current);
        Assert.Equal("", tracker.Ended());
        Assert.True(tracker.Listed("b2"));
        Assert.Equal("b2", tracker.Current);
    }
}
