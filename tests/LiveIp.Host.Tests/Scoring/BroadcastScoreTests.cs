using Grpc.Core;
using LiveIp.Contracts;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;
using Microsoft.Extensions.Time.Testing;

namespace LiveIp.Host.Tests.Scoring;

public sealed class BroadcastScoreTests
{
    private readonly FakeTimeProvider _clock = new(Sample.Start.AddDays(30));

    [Fact]
    public async Task Without_a_history_there_is_no_value_and_that_is_said()
    {
        await using var host = TestHost.Start(_clock);
        await Show.WriteAsync(host, Show.Usual[0]);

        var score = await ScoreAsync(host);

        Assert.Equal(
            (false, "no value (0 of 3 broadcasts)", "无数值（3 场直播中已有 0 场）"),
            (score.HasValue, score.NoValue, score.NoValueZh)
        );
        Assert.Equal((0, false, "profiles/default@1"), (score.BaselineBroadcasts, score.HasLoss, score.ProfileVersion));
        Assert.All(score.Contributions, static c => Assert.False(c.HasContribution));
    }

    [Fact]
    public async Task A_better_show_scores_above_the_usual_and_its_terms_make_the_whole()
    {
        await using var host = TestHost.Start(_clock);
        await Show.WriteAsync(
            host,
            [
                .. Show.Usual,
                new()
                {
                    Day = 8,
                    Messages = 200,
                    Viewers = 300,
                },
            ]
        );

        var score = await ScoreAsync(host);

        Assert.True(score.Value > 60, $"{score.Value}");
        Assert.Equal(score.Value - 50, score.Contributions.Sum(static c => c.Contribution), 1e-9);
        Assert.Equal(1, score.Contributions.Sum(static c => c.Weight), 1e-12);
        Assert.Equal((7, 1.0, false), (score.BaselineBroadcasts, score.Coverage, score.Insufficient));
        var watched = score.Contributions.Single(static c => c.Metric == MetricIds.WatchSeconds);
        Assert.Equal(("s", 302 * 60 * Show.Minutes), (watched.Unit, watched.Input));
        Assert.InRange(watched.Usual, 100 * 60 * Show.Minutes, 140 * 60 * Show.Minutes);
        var likes = score.Contributions.Single(static c => c.Metric == MetricIds.Likes);
        Assert.Equal(("not offered by the platform", true, false), (likes.Missing, likes.NotOffered, likes.HasInput));
        Assert.Equal(
            [ScoreInterval.Types.Kind.Noise, ScoreInterval.Types.Kind.Baseline, ScoreInterval.Types.Kind.WithinBroadcast],
            score.Intervals.Select(static i => i.Kind)
        );
        Assert.All(score.Intervals, static i => Assert.True(i.Low < i.High));
    }

    [Fact]
    public async Task A_copy_of_the_data_gives_the_same_digits()
    {
        await using var host = TestHost.Start(_clock);
        await Show.WriteAsync(
            host,
            [
                .. Show.Usual,
                new()
                {
                    Day = 8,
                    Messages = 90,
                    Viewers = 130,
                },
            ]
        );
        var before = await Client(host).ListBroadcastScoresAsync(new(), cancellationToken: Deadline.Token());
        await host.StopAsync();

        await using var copy = TestHost.Start(_clock, host.DataDirectory);
        var after = await Client(copy).ListBroadcastScoresAsync(new(), cancellationToken: Deadline.Token());

        Assert.Equal(8, before.Scores.Count);
        Assert.True(before.Scores[0].HasValue);
        Assert.Equal(before, after);
    }

    [Fact]
    public async Task YouTube_stays_out_until_the_agreement_is_recorded_and_the_answers_say_so()
    {
        await using var host = TestHost.Start(_clock);
        foreach (var show in Show.Usual)
        {
            await Show.WriteAsync(host, show, OnYouTube(show));
        }

        var closed = await ScoreAsync(host);
        Assert.Equal(["twitch"], closed.Contributions.Select(static c => c.Platform).Distinct());
        Assert.Equal("youtube", closed.Excluded.Single().Platform);
        Assert.StartsWith("policy: ", closed.Excluded.Single().Reason, StringComparison.Ordinal);
        var noRates = await Client(host).ListExchangeRatesAsync(new(), cancellationToken: Deadline.Token());
        Assert.Equal((0, "youtube"), (noRates.Rates.Count, noRates.Excluded.Single().Platform));
        Assert.Contains(
            await ExplainAsync(host, "en"),
            static s => s.StartsWith("YouTube is not in the score: policy: ", StringComparison.Ordinal)
        );
        Assert.Contains(await ExplainAsync(host, "zh"), static s => s.StartsWith("YouTube 未计入评分：政策：", StringComparison.Ordinal));

        host.Policies.Confirm("youtube", FakeRegistry.AgreementText);

        var open = await ScoreAsync(host);
        Assert.Empty(open.Excluded);
        Assert.Equal(["twitch", "youtube"], open.Contributions.Select(static c => c.Platform).Distinct().Order());
        // An agreement on scores is none on estimates.
        var watched = open.Contributions.Single(static c => c is { Metric: MetricIds.WatchSeconds, Platform: "youtube" });
        Assert.Equal((false, true), (watched.HasInput, watched.Missing.StartsWith("policy: ", StringComparison.Ordinal)));
        var rates = await Client(host).ListExchangeRatesAsync(new(), cancellationToken: Deadline.Token());
        var chat = rates.Rates.Single(static r => r is { Metric: MetricIds.ChatMessages, FromPlatform: "youtube", ToPlatform: "twitch" });
        Assert.Equal((7, ""), (chat.Broadcasts, chat.Missing));
        Assert.InRange(chat.Rate, 1.9, 2.0);
        Assert.True(chat.Low <= chat.Rate && chat.Rate <= chat.High && chat.Level >= 0.9);
        Assert.Empty(rates.Excluded);
    }

    [Fact]
    public async Task YouTube_alone_has_no_value_before_the_agreement()
    {
        await using var host = TestHost.Start(_clock);
        await Show.WriteAsync(host, Show.Usual.Select(OnYouTube));

        var score = await ScoreAsync(host);

        Assert.Equal((false, 0), (score.HasValue, score.Contributions.Count));
        Assert.StartsWith("no value", score.NoValue, StringComparison.Ordinal);
        Assert.Equal("youtube", score.Excluded.Single().Platform);
    }

    [Fact]
    public async Task Money_in_several_currencies_is_missing_with_the_reason()
    {
        await using var host = TestHost.Start(_clock);
        await Show.WriteAsync(host, Show.Usual.Select(s => s with { Extra = [Gift(s.Day, "a", 5_000_000, "USD")] }));
        await Show.WriteAsync(host, new Show { Day = 8, Extra = [Gift(8, "a", 9_000_000, "USD")] });
        var dollars = Money(await ScoreAsync(host));
        Assert.Equal((9_000_000, "USD", "{micros}"), (dollars.Input, dollars.Currency, dollars.Unit));

        await Show.WriteAsync(host, new Show { Day = 9, Extra = [Gift(9, "a", 1, "USD"), Gift(9, "b", 1, "EUR")] });
        Assert.Equal("money in EUR and USD: no exchange rate is known, and none is made up", Money(await ScoreAsync(host)).Missing);

        await Show.WriteAsync(host, new Show { Day = 10, Extra = [Gift(10, "a", 1, "EUR")] });
        Assert.StartsWith(
            "money in EUR, where the channel's other broadcasts had USD",
            Money(await ScoreAsync(host)).Missing,
            StringComparison.Ordinal
        );

        await Show.WriteAsync(host, new Show { Day = 11 });
        Assert.Equal(0, Money(await ScoreAsync(host)).Input);
    }

    [Fact]
    public async Task A_broadcast_of_which_nothing_was_heard_has_no_zeros()
    {
        await using var host = TestHost.Start(_clock);
        await Show.WriteAsync(host, Show.Usual);
        await host.Log.WriteAsync(
            Broadcasts.Told.Event(BroadcastState.Types.State.Started, 8 * 1440, "s8"),
            Broadcasts.Told.Event(BroadcastState.Types.State.Ended, (8 * 1440) + 30, "s8")
        );

        var score = await ScoreAsync(host);

        Assert.False(score.HasValue);
        var chat = score.Contributions.Single(static c => c.Metric == MetricIds.ChatMessages);
        Assert.Equal((false, "nothing was heard of the channel during this broadcast"), (chat.HasInput, chat.Missing));
    }

    [Fact]
    public async Task What_a_recording_does_not_tell_is_no_zero()
    {
        await using var host = TestHost.Start(_clock);
        await Show.WriteAsync(host, [.. Show.Usual, new() { Day = 8, Imported = true }]);

        var score = await ScoreAsync(host);

        Assert.Equal(40, score.Contributions.Single(static c => c.Metric == MetricIds.ChatMessages).Input);
        Assert.All(
            score.Contributions.Where(static c => c.Metric is MetricIds.FollowsGained or MetricIds.ContributionsValue),
            static c => Assert.Equal((false, "not in the recording", false), (c.HasInput, c.Missing, c.NotOffered))
        );
        Assert.True(score.Coverage < 1);
    }

    [Fact]
    public async Task Scores_are_listed_newest_first_page_by_page()
    {
        await using var host = TestHost.Start(_clock);
        await Show.WriteAsync(host, Show.Usual);
        var all = (await Client(host).ListBroadcastScoresAsync(new(), cancellationToken: Deadline.Token())).Scores;
        var paged = new List<BroadcastScore>();
        var request = new ListBroadcastScoresRequest { PageSize = 3 };
        do
        {
            var page = await Client(host).ListBroadcastScoresAsync(request, cancellationToken: Deadline.Token());
            Assert.InRange(page.Scores.Count, 1, 3);
            paged.AddRange(page.Scores);
            request.PageToken = page.NextPageToken;
        } while (request.PageToken.Length > 0);

        Assert.Equal(7, all.Count);
        Assert.Equal(all, paged);
        Assert.Equal([6, 5, 4, 3, 2, 1, 0], all.Select(static s => s.BaselineBroadcasts));
    }

    [Fact]
    public async Task Two_are_compared_on_one_baseline_and_the_differences_sum_up()
    {
        await using var host = TestHost.Start(_clock);
        await Show.WriteAsync(
            host,
            [
                .. Show.Usual,
                new() { Day = 8 },
                new()
                {
                    Day = 9,
                    Messages = 160,
                    Viewers = 250,
                },
            ]
        );
        var names = (await Client(host).ListBroadcastScoresAsync(new(), cancellationToken: Deadline.Token()))
            .Scores.Select(static s => s.Broadcast)
            .ToArray();

        var compared = await CompareAsync(host, names[1], "broadcasts/last");
        var turned = await CompareAsync(host, names[0], names[1]);

        Assert.Equal((names[1], names[0]), (compared.First.Broadcast, compared.Second.Broadcast));
        Assert.True(compared.Difference > 0);
        Assert.Equal(compared.Difference, compared.Differences.Sum(static d => d.Points), 1e-9);
        Assert.Equal(-compared.Difference, turned.Difference, 1e-9);
        Assert.Equal((7, 7), (compared.First.BaselineBroadcasts, compared.Second.BaselineBroadcasts));
        Assert.NotEmpty(compared.Sentences);
        Assert.Equal(
            ["second"],
            await RpcAssert.FailsAsync(StatusCode.InvalidArgument, "INVALID_FIELD", () => CompareAsync(host, names[0], "broadcasts/last"))
        );
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        await using var host = TestHost.Start(_clock);
        await RpcAssert.FailsAsync(StatusCode.NotFound, "BROADCAST_NOT_FOUND", () => ScoreAsync(host));
        await RpcAssert.FailsAsync(StatusCode.NotFound, "BROADCAST_NOT_FOUND", () => ScoreAsync(host, "broadcasts/77"));
        await RpcAssert.FailsAsync(StatusCode.NotFound, "PROFILE_NOT_FOUND", () => ScoreAsync(host, profile: "profiles/mine"));
        await RpcAssert.FailsAsync(StatusCode.NotFound, "PROFILE_NOT_FOUND", () => ScoreAsync(host, profile: "profiles/default@9"));
    }

    private static Show OnYouTube(Show show) => show with { Channel = "channels/yt", Platform = "youtube", Messages = 2 * show.Messages };

    private static LiveEvent Gift(int day, string id, long micros, string currency) =>
        Sample.Gift($"g{day}{id}", micros, currency, seconds: (day * 86_400) + 60);

    private static ScoreContribution Money(BroadcastScore score) =>
        score.Contributions.Single(static c => c.Metric == MetricIds.ContributionsValue);

    private static ScoreService.ScoreServiceClient Client(TestHost host) => new(host.Channel);

    private static async Task<BroadcastScore> ScoreAsync(TestHost host, string broadcast = "broadcasts/last", string profile = "") =>
        (
            await Client(host)
                .GetBroadcastScoreAsync(new() { Broadcast = broadcast, Profile = profile }, cancellationToken: Deadline.Token())
        ).Score;

    private static async Task<IReadOnlyList<string>> ExplainAsync(TestHost host, string language) =>
        (
            await Client(host)
                .ExplainScoreAsync(new() { Broadcast = "broadcasts/last", Language = language }, cancellationToken: Deadline.Token())
        ).Sentences;

    private static async Task<CompareBroadcastsResponse> CompareAsync(TestHost host, string first, string second) =>
        await Client(host).CompareBroadcastsAsync(new() { First = first, Second = second }, cancellationToken: Deadline.Token());
}
