using LiveIp.Scoring.Strategy;
using static LiveIp.Scoring.Tests.Strategy.Histories;

namespace LiveIp.Scoring.Tests.Strategy;

public sealed class BadRequestTests
{
    private static readonly StrategyRequest Good = Request(Of(("retro", 1), ("talk", 0)));

    public static TheoryData<string, StrategyRequest> Bad =>
        new()
        {
            { "history[broadcasts/0].reward is NaN", Good with { History = Of(("retro", double.NaN)) } },
            { "history[broadcasts/0].reward is", Good with { History = Of(("retro", double.NegativeInfinity)) } },
            { "history[broadcasts/0].reward_variance is -1", Good with { History = [Good.History[0] with { RewardVariance = -1 }] } },
            { "history[broadcasts/0].propensity is 0", Good with { History = [Good.History[0] with { Propensity = 0 }] } },
            { "history[broadcasts/0] is there twice", Good with { History = [Good.History[0], Good.History[0]] } },
            { "history.name", Good with { History = [Good.History[0] with { Name = " " }] } },
            { "history[broadcasts/0].labels.topic", Good with { History = Of(("", 1)) } },
            { "candidates is none", Good with { Candidates = [] } },
            { "candidates[1] is retro", Good with { Candidates = [Topic("retro"), Topic("retro")] } },
            { "vetoes[0].labels is none", Good with { Constraints = new() { Vetoes = [new() { Labels = Labels() }] } } },
            {
                "spacings[0].broadcasts is -1",
                Good with
                {
                    Constraints = new() { Spacings = [new() { Factor = "topic", Broadcasts = -1 }] },
                }
            },
            {
                "planned_start is nothing",
                Good with
                {
                    Constraints = new() { Spacings = [new() { Factor = "topic", Time = TimeSpan.FromHours(1) }] },
                }
            },
            { "discount is 0", Good with { Options = new() { Discount = 0 } } },
            { "discount is 1.1", Good with { Options = new() { Discount = 1.1 } } },
            { "exploration is NaN", Good with { Options = new() { Exploration = double.NaN } } },
            { "confidence is -1", Good with { Options = new() { Confidence = -1 } } },
            { "window is 0", Good with { Options = new() { Window = 0 } } },
            { "needed_history is 0", Good with { Options = new() { NeededHistory = 0 } } },
            { "priors.noise is 0", Good with { Options = new() { Priors = new() { Noise = 0 } } } },
            { "page_hinkley.threshold is 0", Good with { Options = new() { PageHinkley = new() { Threshold = 0 } } } },
        };

    [Theory]
    [MemberData(nameof(Bad))]
    public void What_is_wrong_is_named(string expected, StrategyRequest request) =>
        Assert.Contains(expected, Assert.Throws<ArgumentException>(() => Strategist.Suggest(request)).Message, StringComparison.Ordinal);
}
