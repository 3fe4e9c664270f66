using System.Text.Json.Nodes;
using LiveIp.Contracts;
using LiveIp.Plugins.Mastodon.Tests.Support;
using LiveIp.Plugins.Testing;

namespace LiveIp.Plugins.Mastodon.Tests;

public sealed class MetricsTests
{
    [Theory]
    [InlineData("""{"favourites_count":12,"reblogs_count":3,"replies_count":0}""", new[] { 12L, 3L, 0L })]
    [InlineData("""{"favourites_count":12,"reblogs_count":3,"replies_count":0,"quotes_count":5}""", new[] { 12L, 3L, 0L, 5L })]
    public async Task What_the_instance_counts_is_read(string numbers, long[] expected)
    {
        await using var bench = await Bench.StartAsync();
        var posted = await bench.DeliverAsync(RenderedTexts.Of("live"));
        bench.Server.Numbers = JsonNode.Parse(numbers)!.AsObject();

        var read = await bench.MetricsAsync(posted.RemoteId!);

        Assert.Equal(expected, read.Values.Select(static v => v.Value!.Value));
        PostMetricKind[] kinds = [PostMetricKind.Likes, PostMetricKind.Shares, PostMetricKind.Replies, PostMetricKind.Shares];
        Assert.Equal(kinds.Take(expected.Length), read.Values.Select(static v => v.Kind));
        Assert.Equal("favourites_count", read.Values[0].Name);
    }

    [Theory]
    [InlineData("""{"favourites_count":3}""")]
    [InlineData("""{"favourites_count":3,"reblogs_count":"1","replies_count":-1}""")]
    public async Task A_number_that_is_not_told_or_is_none_is_not_zero(string numbers)
    {
        await using var bench = await Bench.StartAsync();
        var posted = await bench.DeliverAsync(RenderedTexts.Of("live"));
        bench.Server.Numbers = JsonNode.Parse(numbers)!.AsObject();

        Assert.Equal([3, null, null], (await bench.MetricsAsync(posted.RemoteId!)).Values.Select(static v => v.Value));
    }

    [Fact]
    public async Task A_status_that_is_not_there_any_more_is_gone()
    {
        await using var bench = await Bench.StartAsync();

        Assert.False((await bench.MetricsAsync("110")).IsThere);
    }

    [Fact]
    public async Task What_cannot_be_read_says_why_without_the_token()
    {
        await using var bench = await Bench.StartAsync();
        var posted = await bench.DeliverAsync(RenderedTexts.Of("live"));
        bench.Server.MayRead = false;
        var refused = await Assert.ThrowsAsync<AdapterException>(() => bench.MetricsAsync(posted.RemoteId!));
        (bench.Server.TokenIsRevoked, bench.Server.Gossips) = (true, true);
        var revoked = await Assert.ThrowsAsync<AdapterException>(() => bench.MetricsAsync(posted.RemoteId!));
        bench.Server.IsDown = true;
        var down = await Assert.ThrowsAsync<AdapterException>(() => bench.MetricsAsync(posted.RemoteId!));

        Assert.Equal((FailureKind.Refused, FailureKind.SignInRequired, FailureKind.Transient), (refused.Kind, revoked.Kind, down.Kind));
        Assert.DoesNotContain(MastodonServer.Token, revoked.Message, StringComparison.Ordinal);
    }
}
