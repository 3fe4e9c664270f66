using LiveIp.Contracts;
using LiveIp.Plugins.Feed.Tests.Support;
using LiveIp.Plugins.Testing;

namespace LiveIp.Plugins.Feed.Tests;

public sealed class HubTests : IAsyncLifetime
{
    private const string Self = "https://stars.example/live.atom?a=1&b=2";
    private readonly Bench _bench = new();
    private HubStandIn _hub = null!;

    public async ValueTask InitializeAsync()
    {
        _hub = await HubStandIn.OpenAsync();
        (_bench.Settings.SelfAddress, _bench.Settings.Hub) = (new Uri(Self), _hub.Address);
    }

    public async ValueTask DisposeAsync()
    {
        _bench.Dispose();
        await _hub.DisposeAsync();
    }

    [Fact]
    public async Task The_hub_is_told_after_the_entry_is_there_and_the_feed_names_it()
    {
        var result = await _bench.DeliverAsync(RenderedTexts.Of("on air"));

        Assert.Equal((DeliveryOutcome.Delivered, "In the feed. The hub was told."), (result.Outcome, result.Detail));
        Assert.Equal([Self], _hub.Told);
        Assert.Contains(("hub", _hub.Address.ToString()), Bench.Links(_bench.Feed));
        Assert.Empty(AtomRules.Problems(_bench.File));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(404)]
    [InlineData(307)]
    public async Task A_hub_that_refuses_changes_nothing_of_the_post_and_is_told_with_the_next(int status)
    {
        (_hub.Next, _hub.Say) = (Fault.ActAndSay, (status, "no"));

        var first = await _bench.DeliverAsync(RenderedTexts.Of("one"), "one");
        var second = await _bench.DeliverAsync(RenderedTexts.Of("two"), "two");

        Assert.Equal(DeliveryOutcome.Delivered, first.Outcome);
        Assert.Contains($"told with the next post: it answered {status}.", first.Detail);
        Assert.Equal("In the feed. The hub was told.", second.Detail);
        Assert.Equal(2, _bench.Entries.Count);
    }

    [Fact]
    public async Task A_hub_that_is_not_there_changes_nothing_of_the_post()
    {
        using var port = new ClosedPort();
        _bench.Settings.Hub = port.Uri;

        var result = await _bench.DeliverAsync(RenderedTexts.Of("on air"));

        Assert.Equal(DeliveryOutcome.Delivered, result.Outcome);
        Assert.Contains("The hub could not be told", result.Detail);
        Assert.Single(_bench.Entries);
    }

    [Fact]
    public async Task A_hub_that_stays_silent_is_left_after_its_time()
    {
        _hub.Next = Fault.ActAndHang;

        var delivering = _bench.DeliverAsync(RenderedTexts.Of("on air"));
        await _hub.Hanging;
        _bench.Clock.Advance(_bench.Settings.Timeout);
        var result = await delivering;

        Assert.Equal(DeliveryOutcome.Delivered, result.Outcome);
        Assert.Contains("within 10 s", result.Detail);
    }
}
