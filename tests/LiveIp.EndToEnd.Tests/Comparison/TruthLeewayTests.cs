using LiveIp.V1;

namespace LiveIp.EndToEnd.Tests.Comparison;

/// <summary>Where the comparison gives way, and where the leeway ends.</summary>
public sealed class TruthLeewayTests
{
    private readonly Scene _scene = new();

    [Fact]
    public void A_state_that_was_polled_and_a_frame_that_nobody_can_read_are_no_doubles()
    {
        _scene.Log.Add(new LiveEvent { Id = "b:live", BroadcastState = new BroadcastState() });
        _scene.Log.Add(
            new LiveEvent
            {
                Id = "x",
                Vendor = new Vendor { Type = "twitch/?", Reason = "no JSON" },
            }
        );
        Assert.True(_scene.Compare().Holds);
    }

    [Theory]
    [InlineData(10, 30, false)]
    [InlineData(-5, 2, false)]
    [InlineData(4, 6, true)]
    public void A_gap_elsewhere_does_not_disclose(double from, double to, bool discloses)
    {
        _scene.Chat("m1", at: 5, heard: false);
        _scene.Gap(from, to);
        Assert.Equal(discloses, !_scene.Compare().Undisclosed.Any(static s => s.Contains("no gap", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(10, true)]
    [InlineData(12, false)]
    public void A_gap_in_which_nothing_was_lost_may_be_as_long_as_a_keepalive(double seconds, bool holds)
    {
        _scene.Chat("m1");
        _scene.Gap(20, 20 + seconds);
        Assert.Equal(holds, _scene.Compare().Holds);
    }

    [Fact]
    public void What_was_heard_although_nobody_counted_on_it_is_no_fault()
    {
        _scene.Log.Add(_scene.Chat("m1", heard: false));
        Assert.True(_scene.Compare().Holds);
    }
}
