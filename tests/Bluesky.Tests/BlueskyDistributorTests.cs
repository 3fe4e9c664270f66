using LiveIp.Contracts;
using LiveIp.Plugins.Bluesky.Tests.Support;
using LiveIp.Plugins.Testing;
using LiveIp.V1;

namespace LiveIp.Plugins.Bluesky.Tests;

public sealed class BlueskyDistributorTests
{
    private static readonly RenderedPost Text = RenderedTexts.Of("开播了 🎉", "zh-CN");

    [Fact]
    public async Task A_post_is_put_on_the_accounts_own_server_and_found_by_its_address()
    {
        await using var bench = await Bench.StartAsync();

        var result = await bench.DeliverAsync(Text);

        var (key, record) = Assert.Single(bench.Server.Records);
        Assert.Equal(DeliveryOutcome.Delivered, result.Outcome);
        Assert.Equal($"at://{BlueskyServer.Did}/app.bsky.feed.post/{key}", result.RemoteId);
        Assert.Equal(new Uri($"https://bsky.app/profile/{BlueskyServer.Handle}/post/{key}"), result.RemoteUri);
        Assert.Equal("开播了 🎉", (string?)record["text"]);
        Assert.Equal("zh-CN", (string?)record["langs"]![0]);
        Assert.Equal("2026-09-21T14:13:20.123Z", (string?)record["createdAt"]);
    }

    [Fact]
    public async Task Posting_the_same_delivery_again_is_answered_yes_and_changes_nothing()
    {
        await using var bench = await Bench.StartAsync();

        var first = await bench.DeliverAsync(Text);
        bench.Clock.Advance(TimeSpan.FromMinutes(5));
        var second = await bench.DeliverAsync(Text, attempt: 2);

        Assert.Equal((DeliveryOutcome.Delivered, first.RemoteId), (second.Outcome, second.RemoteId));
        Assert.Equal(1, bench.Server.Commits);
    }

    [Fact]
    public async Task Two_deliveries_of_one_instant_are_two_posts()
    {
        await using var bench = await Bench.StartAsync();

        await bench.DeliverAsync(Text, "dlv_01");
        await bench.DeliverAsync(Text, "dlv_02");

        Assert.Equal(2, bench.Server.Records.Count);
    }

    [Theory]
    [InlineData(Fault.ActAndCut)]
    [InlineData(Fault.ActAndFail)]
    internal async Task A_post_whose_answer_was_lost_is_found_and_stays_one_when_it_is_sent_again(Fault fault)
    {
        await using var bench = await Bench.StartAsync();
        bench.Server.Next = fault;

        var lost = await bench.DeliverAsync(Text);
        var found = await bench.FindAsync(Text);
        var again = await bench.DeliverAsync(Text, attempt: 2);

        Assert.Equal(DeliveryOutcome.Unconfirmed, lost.Outcome);
        Assert.True(found.IsThere);
        Assert.Equal((found.RemoteId, found.RemoteUri), (again.RemoteId, again.RemoteUri));
        Assert.Equal((1, 1), (bench.Server.Commits, bench.Server.Records.Count));
    }

    [Fact]
    public async Task A_post_that_hangs_is_unconfirmed_at_the_end_of_its_time_and_found()
    {
        await using var bench = await Bench.StartAsync();
        bench.Server.Next = Fault.ActAndHang;

        var delivering = bench.DeliverAsync(Text);
        await bench.Server.Hanging;
        bench.Clock.Advance(bench.Settings.Timeout);

        Assert.Equal(DeliveryOutcome.Unconfirmed, (await delivering).Outcome);
        Assert.True((await bench.FindAsync(Text)).IsThere);
    }

    [Fact]
    public async Task A_stop_of_the_host_while_waiting_is_unconfirmed()
    {
        await using var bench = await Bench.StartAsync();
        using var stop = new CancellationTokenSource();
        bench.Server.Next = Fault.ActAndHang;

        var delivering = bench.DeliverAsync(Text, stop: stop.Token);
        await bench.Server.Hanging;
        await stop.CancelAsync();

        Assert.Equal(DeliveryOutcome.Unconfirmed, (await delivering).Outcome);
    }

    [Fact]
    public async Task A_stop_of_the_host_before_anything_left_is_not_sent()
    {
        await using var bench = await Bench.StartAsync();
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();

        Assert.Equal(DeliveryOutcome.NotSent, (await bench.DeliverAsync(Text, stop: stopped.Token)).Outcome);
        Assert.Empty(bench.Server.Calls);
    }

    [Fact]
    public async Task A_request_that_was_lost_on_the_way_is_not_there_and_may_be_sent_again()
    {
        await using var bench = await Bench.StartAsync();
        bench.Server.Next = Fault.Cut;

        var lost = await bench.DeliverAsync(Text);
        var found = await bench.FindAsync(Text);
        var again = await bench.DeliverAsync(Text, attempt: 2);

        Assert.Equal((DeliveryOutcome.Unconfirmed, false), (lost.Outcome, found.IsThere));
        Assert.Equal(DeliveryOutcome.Delivered, again.Outcome);
        Assert.Single(bench.Server.Records);
    }

    [Fact]
    public async Task A_refused_connection_is_not_sent_and_nothing_is_found_out()
    {
        await using var bench = await Bench.StartAsync();
        using var port = new ClosedPort();
        bench.Settings.Server = port.Uri;

        Assert.Equal(DeliveryOutcome.NotSent, (await bench.DeliverAsync(Text)).Outcome);
        var fault = await Assert.ThrowsAsync<AdapterException>(() => bench.FindAsync(Text));
        Assert.Equal(FailureKind.Transient, fault.Kind);
    }

    [Fact]
    public async Task The_metadata_address_is_refused_for_good()
    {
        await using var bench = await Bench.StartAsync();
        bench.Settings.Server = new Uri("https://169.254.169.254");

        var result = await bench.DeliverAsync(Text);

        Assert.Equal(DeliveryOutcome.Rejected, result.Outcome);
        Assert.Contains("link-local", result.Detail);
    }

    [Fact]
    public async Task A_limit_of_posts_is_not_sent_until_it_ends()
    {
        await using var bench = await Bench.StartAsync();
        bench.Server.WriteLimit = 90;

        var result = await bench.DeliverAsync(Text);

        Assert.Equal(DeliveryOutcome.NotSent, result.Outcome);
        Assert.InRange(result.RetryAfter!.Value, TimeSpan.FromSeconds(89), TimeSpan.FromSeconds(90));
        Assert.Empty(bench.Server.Records);
    }

    [Fact]
    public async Task A_refusal_is_told_in_the_servers_words()
    {
        await using var bench = await Bench.StartAsync();

        var result = await bench.DeliverAsync(RenderedTexts.Of(new string('a', 301)));

        Assert.Equal(DeliveryOutcome.Rejected, result.Outcome);
        Assert.Contains("grapheme too big (maximum 300, got 301)", result.Detail);
    }

    [Fact]
    public async Task Without_a_text_nothing_is_sent()
    {
        await using var bench = await Bench.StartAsync();

        Assert.Equal(DeliveryOutcome.Rejected, (await bench.DeliverAsync(rendered: null)).Outcome);
        Assert.Empty(bench.Server.Calls);
    }
}
