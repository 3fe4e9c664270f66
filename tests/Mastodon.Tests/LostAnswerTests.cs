using LiveIp.Contracts;
using LiveIp.Plugins.Mastodon.Tests.Support;
using LiveIp.Plugins.Testing;
using LiveIp.V1;

namespace LiveIp.Plugins.Mastodon.Tests;

public sealed class LostAnswerTests
{
    private const string Link = "https://live.bilibili.com/1?spm=a&from=开播&what=a-long-tail_of_an_address";

    private static readonly RenderedPost Text = RenderedTexts.Of(
        $"*Live* now: under_scores & \"quotes\" <3\n{Link}\n#唱歌 #game",
        links: [Link],
        tags: ["唱歌", "game"]
    );

    [Theory]
    [InlineData(Fault.ActAndCut, true)]
    [InlineData(Fault.ActAndCut, false)]
    [InlineData(Fault.ActAndFail, true)]
    [InlineData(Fault.ActAndFail, false)]
    internal async Task A_status_whose_answer_was_lost_is_found_and_stays_one_when_it_is_sent_again(Fault fault, bool honoured)
    {
        await using var bench = await Bench.StartAsync();
        bench.Server.HonoursKeys = honoured;
        bench.Server.Next = fault;

        var lost = await bench.DeliverAsync(Text);
        var found = await bench.FindAsync(Text);
        var again = await bench.DeliverAsync(Text, attempt: 2);

        var status = Assert.Single(bench.Server.Statuses);
        Assert.Equal((DeliveryOutcome.Unconfirmed, true), (lost.Outcome, found.IsThere));
        Assert.Equal((status.Id, status.Id), (found.RemoteId, again.RemoteId));
        Assert.Equal(found.RemoteUri, again.RemoteUri);
    }

    [Theory]
    [InlineData("GET /api/v1/accounts/verify_credentials")]
    [InlineData("GET /api/v1/accounts/109%2F5/statuses")]
    public async Task A_look_whose_answer_breaks_off_posts_nothing_and_the_next_attempt_does(string call)
    {
        await using var bench = await Bench.StartAsync();
        bench.Server.BreaksOff = call;

        var cut = await bench.DeliverAsync(Text, attempt: 2);

        Assert.Equal(DeliveryOutcome.NotSent, cut.Outcome);
        Assert.Contains("broke off", cut.Detail);
        Assert.Empty(bench.Server.Statuses);
        Assert.Equal(DeliveryOutcome.Delivered, (await bench.DeliverAsync(Text, attempt: 3)).Outcome);
    }

    [Fact]
    public async Task Whose_the_token_is_is_asked_once_for_all_looks()
    {
        await using var bench = await Bench.StartAsync();
        bench.Server.Next = Fault.Cut;

        await bench.DeliverAsync(Text);
        await bench.FindAsync(Text);
        await bench.DeliverAsync(Text, attempt: 2);

        Assert.Equal(1, bench.Server.Count("GET /api/v1/accounts/verify_credentials"));
    }

    [Fact]
    public async Task A_status_that_hangs_is_unconfirmed_at_the_end_of_its_time_and_found()
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
    public async Task A_status_that_appears_late_is_waited_for()
    {
        await using var bench = await Bench.StartAsync();
        bench.Server.HonoursKeys = false;
        bench.Server.WorksFor = TimeSpan.FromSeconds(40);
        bench.Server.Next = Fault.ActAndCut;

        await bench.DeliverAsync(Text);
        var found = await bench.FindAsync(Text);

        Assert.True(found.IsThere);
        Assert.Equal(TimeSpan.FromSeconds(45), bench.Clock.GetUtcNow() - bench.CreatedAt);
    }

    [Fact]
    public async Task A_status_that_never_appears_is_not_there_after_the_wait_and_may_be_sent_again()
    {
        await using var bench = await Bench.StartAsync();
        bench.Server.Next = Fault.Cut;

        var lost = await bench.DeliverAsync(Text);
        var found = await bench.FindAsync(Text);
        var again = await bench.DeliverAsync(Text, attempt: 2);

        Assert.Equal((DeliveryOutcome.Unconfirmed, false), (lost.Outcome, found.IsThere));
        Assert.Equal(TimeSpan.FromSeconds(45), bench.Clock.GetUtcNow() - bench.CreatedAt);
        Assert.Equal(DeliveryOutcome.Delivered, again.Outcome);
        Assert.Single(bench.Server.Statuses);
    }

    [Fact]
    public async Task Where_text_is_taken_for_markdown_the_status_is_known_by_its_letters_and_links()
    {
        await using var bench = await Bench.StartAsync();
        bench.Server.Markdown = true;
        bench.Server.Next = Fault.ActAndCut;

        await bench.DeliverAsync(Text);

        Assert.True((await bench.FindAsync(Text)).IsThere);
    }

    [Fact]
    public async Task A_mention_is_known_although_instances_leave_its_server_out()
    {
        await using var bench = await Bench.StartAsync();
        bench.Server.Write("live with @friend!");

        Assert.True((await bench.FindAsync(RenderedTexts.Of("live with @friend@other.example!"))).IsThere);
    }

    [Fact]
    public async Task An_instance_whose_clock_is_behind_is_no_hindrance()
    {
        await using var bench = await Bench.StartAsync();
        bench.Server.Skew = TimeSpan.FromSeconds(-50);
        bench.Server.Next = Fault.ActAndCut;

        await bench.DeliverAsync(Text);

        Assert.True((await bench.FindAsync(Text)).IsThere);
    }

    [Fact]
    public async Task Neither_an_older_status_of_the_same_words_nor_another_with_the_same_link_is_the_post()
    {
        await using var bench = await Bench.StartAsync();
        bench.Server.Write(Text.Text, bench.CreatedAt.AddMinutes(-2));
        bench.Server.Write($"Do not miss it! {Link}");

        Assert.False((await bench.FindAsync(Text)).IsThere);
    }

    [Fact]
    public async Task Another_delivery_of_the_same_words_is_not_taken_for_the_lost_one()
    {
        await using var bench = await Bench.StartAsync();
        bench.Server.HonoursKeys = false;
        await bench.DeliverAsync(Text, "dlv_01");
        bench.Server.Next = Fault.Cut;

        await bench.DeliverAsync(Text, "dlv_02");
        var found = await bench.FindAsync(Text, "dlv_02");
        await bench.DeliverAsync(Text, "dlv_02", attempt: 2);

        Assert.False(found.IsThere);
        Assert.Equal(2, bench.Server.Statuses.Count);
    }

    [Fact]
    public async Task Behind_more_new_statuses_than_the_instance_gives_nothing_is_found_out()
    {
        await using var bench = await Bench.StartAsync();
        bench.Server.Next = Fault.ActAndCut;
        await bench.DeliverAsync(Text);
        for (var i = 1; i <= 40; i++)
        {
            bench.Clock.Advance(TimeSpan.FromSeconds(1));
            bench.Server.Write($"chat {i}");
        }

        var fault = await Assert.ThrowsAsync<AdapterException>(() => bench.FindAsync(Text));

        Assert.Equal(FailureKind.Transient, fault.Kind);
    }

    [Theory]
    [InlineData("down", FailureKind.Transient)]
    [InlineData("limited", FailureKind.RateLimited)]
    [InlineData("unreadable", FailureKind.Refused)]
    [InlineData("revoked", FailureKind.SignInRequired)]
    public async Task What_cannot_be_seen_is_not_said_to_be_missing(string how, FailureKind kind)
    {
        await using var bench = await Bench.StartAsync();
        bench.Server.Next = Fault.ActAndCut;
        await bench.DeliverAsync(Text);
        bench.Server.IsDown = how == "down";
        bench.Server.LimitedUntil = how == "limited" ? bench.Clock.GetUtcNow().AddMinutes(5) : null;
        bench.Server.MayRead = how != "unreadable";
        bench.Server.TokenIsRevoked = bench.Server.Gossips = how == "revoked";

        var fault = await Assert.ThrowsAsync<AdapterException>(() => bench.FindAsync(Text));

        Assert.Equal(kind, fault.Kind);
        Assert.DoesNotContain(MastodonServer.Token, fault.ToString());
    }
}
