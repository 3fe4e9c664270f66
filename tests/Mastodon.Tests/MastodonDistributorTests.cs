using LiveIp.Contracts;
using LiveIp.Plugins.Mastodon.Tests.Support;
using LiveIp.Plugins.Testing;
using LiveIp.V1;

namespace LiveIp.Plugins.Mastodon.Tests;

public sealed class MastodonDistributorTests
{
    private static readonly RenderedPost Text = RenderedTexts.Of("开播了 🎉 & <唱歌>", "zh-CN");

    [Fact]
    public async Task A_post_is_a_status_with_its_language_and_visibility()
    {
        await using var bench = await Bench.StartAsync();
        bench.Settings.Visibility = Visibility.Unlisted;

        var result = await bench.DeliverAsync(Text);

        var status = Assert.Single(bench.Server.Statuses);
        Assert.Equal(DeliveryOutcome.Delivered, result.Outcome);
        Assert.Equal((status.Id, new Uri($"https://social.example/@streamer/{status.Id}")), (result.RemoteId, result.RemoteUri));
        Assert.Equal(("开播了 🎉 & <唱歌>", "unlisted", "zh"), (status.Text, status.Visibility, status.Language));
    }

    [Theory]
    [InlineData("")]
    [InlineData("中文")]
    public async Task A_language_that_is_none_is_left_out(string language)
    {
        await using var bench = await Bench.StartAsync();

        await bench.DeliverAsync(RenderedTexts.Of("live", language));

        Assert.DoesNotContain("language", Assert.Single(bench.Server.Forms).Keys);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_delivery_that_is_attempted_again_stays_one_status_whether_or_not_the_key_is_honoured(bool honoured)
    {
        await using var bench = await Bench.StartAsync();
        bench.Server.HonoursKeys = honoured;

        var first = await bench.DeliverAsync(Text);
        var second = await bench.DeliverAsync(Text, attempt: 2);

        Assert.Equal((DeliveryOutcome.Delivered, first.RemoteId, first.RemoteUri), (second.Outcome, second.RemoteId, second.RemoteUri));
        Assert.Single(bench.Server.Statuses);
    }

    [Fact]
    public async Task Where_the_statuses_cannot_be_read_the_honoured_key_still_keeps_it_one()
    {
        await using var bench = await Bench.StartAsync();
        bench.Server.MayRead = false;

        var first = await bench.DeliverAsync(Text);
        var second = await bench.DeliverAsync(Text, attempt: 2);

        Assert.Equal(first.RemoteId, second.RemoteId);
        Assert.Single(bench.Server.Statuses);
    }

    [Fact]
    public async Task A_refused_connection_is_not_sent()
    {
        await using var bench = await Bench.StartAsync();
        using var port = new ClosedPort();
        bench.Settings.Instance = port.Uri;

        Assert.Equal(DeliveryOutcome.NotSent, (await bench.DeliverAsync(Text)).Outcome);
        Assert.Equal(DeliveryOutcome.NotSent, (await bench.DeliverAsync(Text, attempt: 2)).Outcome);
    }

    [Fact]
    public async Task The_metadata_address_is_refused_for_good()
    {
        await using var bench = await Bench.StartAsync();
        bench.Settings.Instance = new Uri("https://169.254.169.254");

        Assert.Equal(DeliveryOutcome.Rejected, (await bench.DeliverAsync(Text)).Outcome);
    }

    [Fact]
    public async Task A_limit_is_not_sent_until_it_ends()
    {
        await using var bench = await Bench.StartAsync();
        bench.Server.LimitedUntil = bench.Clock.GetUtcNow().AddSeconds(90);

        var result = await bench.DeliverAsync(Text);

        Assert.Equal((DeliveryOutcome.NotSent, 90), (result.Outcome, (int)Math.Round(result.RetryAfter!.Value.TotalSeconds)));
        Assert.Empty(bench.Server.Statuses);
    }

    [Fact]
    public async Task A_revoked_token_is_refused_and_not_told()
    {
        await using var bench = await Bench.StartAsync();
        await bench.DeliverAsync(Text);
        bench.Server.TokenIsRevoked = bench.Server.Gossips = true;

        var results = new[] { await bench.DeliverAsync(Text, "dlv_02"), await bench.DeliverAsync(Text, "dlv_02", attempt: 2) };

        Assert.All(results, result => Assert.Equal(DeliveryOutcome.Rejected, result.Outcome));
        Assert.All(results, result => Assert.Contains("is invalid", result.Detail));
    }

    [Fact]
    public async Task A_token_that_may_not_post_is_refused_in_the_servers_words()
    {
        await using var bench = await Bench.StartAsync();
        bench.Server.MayWrite = false;

        var result = await bench.DeliverAsync(Text);

        Assert.Equal(DeliveryOutcome.Rejected, result.Outcome);
        Assert.Contains("outside the authorized scopes", result.Detail);
    }

    [Fact]
    public async Task A_status_that_is_not_accepted_is_refused_in_the_servers_words()
    {
        await using var bench = await Bench.StartAsync();

        var result = await bench.DeliverAsync(RenderedTexts.Of(new string('a', 501)));

        Assert.Equal(DeliveryOutcome.Rejected, result.Outcome);
        Assert.Contains("Text character limit of 500 exceeded", result.Detail);
    }

    [Fact]
    public async Task A_stop_of_the_host_before_anything_left_is_not_sent()
    {
        await using var bench = await Bench.StartAsync();
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();

        Assert.Equal(DeliveryOutcome.NotSent, (await bench.DeliverAsync(Text, stop: stopped.Token)).Outcome);
        Assert.Empty(bench.Server.Statuses);
    }

    [Fact]
    public async Task Without_a_text_nothing_is_sent()
    {
        await using var bench = await Bench.StartAsync();

        Assert.Equal(DeliveryOutcome.Rejected, (await bench.DeliverAsync(rendered: null)).Outcome);
        Assert.Empty(bench.Server.Calls);
    }
}
