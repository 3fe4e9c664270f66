using System.Text.Json.Nodes;
using LiveIp.Contracts;
using LiveIp.Plugins.Bluesky.Tests.Support;
using LiveIp.Plugins.Testing;

namespace LiveIp.Plugins.Bluesky.Tests;

public sealed class MetricsTests
{
    [Fact]
    public async Task Likes_reposts_quotes_and_replies_are_read_without_a_sign_in()
    {
        await using var bench = await Bench.StartAsync();
        var posted = await bench.DeliverAsync(RenderedTexts.Of("live"));
        bench.Server.Numbers = new JsonObject
        {
            ["likeCount"] = 12,
            ["repostCount"] = 3,
            ["quoteCount"] = 1,
            ["replyCount"] = 0,
        };

        var read = await bench.MetricsAsync(posted.RemoteId!);

        Assert.True(read.IsThere);
        Assert.Equal(
            [
                (PostMetricKind.Likes, "likeCount", 12),
                (PostMetricKind.Shares, "repostCount", 3),
                (PostMetricKind.Shares, "quoteCount", 1),
                (PostMetricKind.Replies, "replyCount", 0),
            ],
            read.Values.Select(static v => (v.Kind, v.Name, v.Value))
        );
    }

    [Theory]
    [InlineData("""{"likeCount":3}""")]
    [InlineData("""{"likeCount":3,"repostCount":null,"quoteCount":"7","replyCount":-1}""")]
    [InlineData("""{"likeCount":3,"repostCount":1.5,"quoteCount":[],"replyCount":99999999999999999999}""")]
    public async Task A_number_that_is_not_told_or_is_none_is_not_zero(string numbers)
    {
        await using var bench = await Bench.StartAsync();
        var posted = await bench.DeliverAsync(RenderedTexts.Of("live"));
        bench.Server.Numbers = JsonNode.Parse(numbers)!.AsObject();

        var read = await bench.MetricsAsync(posted.RemoteId!);

        Assert.Equal([3, null, null, null], read.Values.Select(static v => v.Value));
    }

    [Fact]
    public async Task A_post_that_was_deleted_is_gone_and_a_limit_tells_its_pause()
    {
        await using var bench = await Bench.StartAsync();
        var posted = await bench.DeliverAsync(RenderedTexts.Of("live"));
        bench.Server.Records.Clear();
        Assert.False((await bench.MetricsAsync(posted.RemoteId!)).IsThere);

        bench.Server.Numbers = null;
        var limited = await Assert.ThrowsAsync<AdapterException>(() => bench.MetricsAsync(posted.RemoteId!));
        Assert.Equal((FailureKind.RateLimited, TimeSpan.FromSeconds(60)), (limited.Kind, limited.RetryAfter));
    }

    [Fact]
    public async Task What_is_no_post_and_a_server_that_is_not_there_are_told_apart()
    {
        await using var bench = await Bench.StartAsync();
        Assert.Equal(FailureKind.Refused, (await Assert.ThrowsAsync<AdapterException>(() => bench.MetricsAsync("no-address"))).Kind);

        using var port = new ClosedPort();
        bench.Settings.AppView = port.Uri;
        Assert.Equal(FailureKind.Transient, (await Assert.ThrowsAsync<AdapterException>(() => bench.MetricsAsync("at://x"))).Kind);
    }
}
