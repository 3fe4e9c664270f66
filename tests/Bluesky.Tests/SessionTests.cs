using LiveIp.Contracts;
using LiveIp.Plugins.Bluesky.Tests.Support;
using LiveIp.Plugins.Testing;
using LiveIp.V1;

namespace LiveIp.Plugins.Bluesky.Tests;

public sealed class SessionTests
{
    private const string SignIn = "POST /xrpc/com.atproto.server.createSession";
    private const string Refresh = "POST /xrpc/com.atproto.server.refreshSession";
    private const string Put = "POST /xrpc/com.atproto.repo.putRecord";

    private static readonly RenderedPost Text = RenderedTexts.Of("live");

    [Fact]
    public async Task Forty_posts_need_one_sign_in()
    {
        await using var bench = await Bench.StartAsync();

        for (var i = 0; i < 40; i++)
        {
            Assert.Equal(DeliveryOutcome.Delivered, (await bench.DeliverAsync(Text, $"dlv_{i}")).Outcome);
        }

        Assert.Equal((1, 0), (bench.Server.Count(SignIn), bench.Server.Count(Refresh)));
    }

    [Fact]
    public async Task A_session_that_ran_out_is_exchanged_once_and_the_post_is_one()
    {
        await using var bench = await Bench.StartAsync();
        await bench.DeliverAsync(Text, "dlv_01");
        bench.Server.ExpireAccess();

        var result = await bench.DeliverAsync(Text, "dlv_02");

        Assert.Equal(DeliveryOutcome.Delivered, result.Outcome);
        Assert.Equal((1, 1, 3), (bench.Server.Count(SignIn), bench.Server.Count(Refresh), bench.Server.Count(Put)));
        Assert.Equal(2, bench.Server.Commits);
    }

    [Fact]
    public async Task Deliveries_that_find_the_session_stale_together_exchange_it_once()
    {
        await using var bench = await Bench.StartAsync();
        await bench.DeliverAsync(Text);
        bench.Server.ExpireAccess();

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => bench.DeliverAsync(Text, $"dlv_{i + 10}")));

        Assert.All(results, result => Assert.Equal(DeliveryOutcome.Delivered, result.Outcome));
        Assert.Equal((1, 1), (bench.Server.Count(SignIn), bench.Server.Count(Refresh)));
    }

    [Theory]
    [InlineData(SignIn)]
    [InlineData(Refresh)]
    public async Task A_session_whose_answer_breaks_off_posts_nothing_and_the_next_attempt_does(string call)
    {
        await using var bench = await Bench.StartAsync();
        if (call == Refresh)
        {
            await bench.DeliverAsync(Text, "dlv_00");
            bench.Server.ExpireAccess();
        }

        bench.Server.BreaksOff = call;
        var cut = await bench.DeliverAsync(Text);

        Assert.Equal(DeliveryOutcome.NotSent, cut.Outcome);
        Assert.Contains("broke off", cut.Detail);
        Assert.Null(bench.Server.BreaksOff);
        Assert.Equal(DeliveryOutcome.Delivered, (await bench.DeliverAsync(Text, attempt: 2)).Outcome);
    }

    [Fact]
    public async Task A_no_to_the_post_whose_words_break_off_may_be_of_an_old_session_and_the_next_attempt_posts()
    {
        await using var bench = await Bench.StartAsync();
        await bench.DeliverAsync(Text, "dlv_00");
        bench.Server.ExpireAccess();
        bench.Server.BreaksOff = Put;

        var cut = await bench.DeliverAsync(Text);

        Assert.Equal((DeliveryOutcome.NotSent, 1), (cut.Outcome, bench.Server.Commits));
        Assert.Equal(DeliveryOutcome.Delivered, (await bench.DeliverAsync(Text, attempt: 2)).Outcome);
    }

    [Fact]
    public async Task A_session_that_cannot_be_exchanged_any_more_is_made_anew()
    {
        await using var bench = await Bench.StartAsync();
        await bench.DeliverAsync(Text, "dlv_01");
        bench.Server.ExpireAccess();
        bench.Server.ExpireRefresh();

        Assert.Equal(DeliveryOutcome.Delivered, (await bench.DeliverAsync(Text, "dlv_02")).Outcome);
        Assert.Equal(2, bench.Server.Count(SignIn));
    }

    [Fact]
    public async Task A_wrong_password_is_refused_and_not_tried_with_every_post()
    {
        await using var bench = await Bench.StartAsync();
        bench.Settings.AppPassword = "wrong";
        bench.Server.Secrets.Add("wrong");
        bench.Server.Gossips = true;

        var results = new[] { await bench.DeliverAsync(Text, "dlv_01"), await bench.DeliverAsync(Text, "dlv_02") };

        Assert.All(results, result => Assert.Equal(DeliveryOutcome.Rejected, result.Outcome));
        Assert.All(results, result => Assert.Contains("Invalid identifier or password", result.Detail));
        Assert.Equal(1, bench.Server.Count(SignIn));
    }

    [Fact]
    public async Task Another_password_is_tried_at_once()
    {
        await using var bench = await Bench.StartAsync();
        bench.Settings.AppPassword = "wrong";
        await bench.DeliverAsync(Text);
        bench.Settings.AppPassword = BlueskyServer.Password;

        Assert.Equal(DeliveryOutcome.Delivered, (await bench.DeliverAsync(Text)).Outcome);
    }

    [Fact]
    public async Task At_the_limit_of_sign_ins_nothing_is_sent_and_nobody_asks_before_it_ends()
    {
        await using var bench = await Bench.StartAsync();
        for (var i = 0; i < 30; i++)
        {
            bench.Settings.AppPassword = $"wrong {i}";
            await bench.DeliverAsync(Text);
        }

        bench.Settings.AppPassword = BlueskyServer.Password;
        var refused = await bench.DeliverAsync(Text);
        bench.Clock.Advance(TimeSpan.FromSeconds(100));
        var later = await bench.DeliverAsync(Text);

        Assert.Equal((DeliveryOutcome.NotSent, DeliveryOutcome.NotSent), (refused.Outcome, later.Outcome));
        Assert.InRange(refused.RetryAfter!.Value.TotalSeconds, 299, 300);
        Assert.InRange(later.RetryAfter!.Value.TotalSeconds, 199, 200);
        Assert.Equal(31, bench.Server.Count(SignIn));
    }

    [Fact]
    public async Task A_session_that_the_server_never_accepts_ends_after_one_exchange_and_tells_no_token()
    {
        await using var bench = await Bench.StartAsync();
        await bench.DeliverAsync(Text, "dlv_01");
        bench.Server.Gossips = true;
        bench.Server.GivesStaleTokens = true;
        bench.Server.ExpireAccess();

        var result = await bench.DeliverAsync(Text, "dlv_02");

        Assert.Equal(DeliveryOutcome.NotSent, result.Outcome);
        Assert.Contains("Token has expired", result.Detail);
        Assert.Equal((1, 1, 3), (bench.Server.Count(SignIn), bench.Server.Count(Refresh), bench.Server.Count(Put)));
    }

    [Theory]
    [InlineData("https://169.254.169.254")]
    [InlineData("https://10.0.0.1")]
    [InlineData("http://pds.example.com")]
    [InlineData("not an address")]
    public async Task Where_the_document_must_not_be_followed_the_token_does_not_go(string endpoint)
    {
        await using var bench = await Bench.StartAsync();
        bench.Server.Endpoint = endpoint;

        var result = await bench.DeliverAsync(Text);

        // The entryway keeps no records.
        Assert.Equal(DeliveryOutcome.Unconfirmed, result.Outcome);
        Assert.Contains("501", result.Detail);
        Assert.Empty(bench.Server.Records);
    }
}
