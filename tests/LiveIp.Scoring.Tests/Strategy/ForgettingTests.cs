using LiveIp.Scoring.Strategy;
using static LiveIp.Scoring.Tests.Strategy.Histories;

namespace LiveIp.Scoring.Tests.Strategy;

public sealed class ForgettingTests
{
    // Retro, which is streamed most, was good for thirty broadcasts, then bad; talk the reverse.
    private static readonly PastBroadcast[] Changed = Of([
        .. Enumerable
            .Range(0, 44)
            .Select(static i =>
            {
                var (isRetro, isLater) = (i % 4 != 3, i >= 30);
                return (isRetro ? "retro" : "talk", (double?)((isRetro != isLater ? 1.5 : -1.5) + (0.1 * (i % 3))));
            }),
    ]);

    [Fact]
    public void Which_is_on_is_reported_and_logged()
    {
        var options = new StrategyOptions { Window = 40, PageHinkley = new() };

        var suggestion = Strategist.Suggest(Request(Changed) with { Options = options });

        Assert.Equal("window=40 page-hinkley=0.25/6", suggestion.History.Adaptation);
        Assert.Contains("window=40 page-hinkley=0.25/6", suggestion.Decision!.Policy.Parameters, StringComparison.Ordinal);
    }

    [Fact]
    public void A_window_uses_the_last_alone()
    {
        var suggestion = Strategist.Suggest(Request(Changed) with { Options = new() { Window = 10 } });

        Assert.Equal((44, 10), (suggestion.History.Scored, suggestion.History.Used));
        Assert.Equal("talk", suggestion.Options[0].Candidate.Labels["topic"]);
        Assert.Equal(3, suggestion.Options[0].Broadcasts);
    }

    [Fact]
    public void The_test_finds_the_change_and_forgets_what_was_before()
    {
        var suggestion = Strategist.Suggest(Request(Changed) with { Options = new() { PageHinkley = new() } });

        Assert.NotNull(suggestion.History.ResetAt);
        Assert.InRange(int.Parse(suggestion.History.ResetAt.Split('/')[1], null), 30, 36);
        Assert.Equal("talk", suggestion.Options[0].Candidate.Labels["topic"]);
    }

    [Fact]
    public void Off_neither_forgets()
    {
        var suggestion = Strategist.Suggest(Request(Changed));

        Assert.Null(suggestion.History.ResetAt);
        Assert.Equal(44, suggestion.History.Used);
    }

    [Fact]
    public void The_test_finds_no_change_where_there_is_none() =>
        Assert.Null(Strategist.Suggest(Request(Changed[..30]) with { Options = new() { PageHinkley = new() } }).History.ResetAt);

    [Fact]
    public void A_discount_restores_the_prior_where_nothing_new_came()
    {
        var options = new StrategyOptions { Discount = 0.5 };
        var history = new List<PastBroadcast>(Of(("talk", 3), ("talk", 3), ("talk", 3)));
        for (var day = 3; day < 1500; day++)
        {
            history.Add(Broadcast(day, Labels(("topic", "retro")), 0));
        }

        var decision = StrategyPolicy.Decide(Request([.. history], Topic("talk"), Topic("never")) with { Options = options })!;

        // Fifteen hundred halvings leave nothing of the three: as if talk had never been.
        Assert.Equal(decision.Candidates[1].Mean, decision.Candidates[0].Mean, 1e-9);
        Assert.Equal(decision.Candidates[1].StandardDeviation, decision.Candidates[0].StandardDeviation, 1e-9);
    }
}
