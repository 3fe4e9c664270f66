using LiveIp.Contracts;
using LiveIp.Scoring.Facts;
using LiveIp.Scoring.Profiles;
using LiveIp.Scoring.Scores;
using LiveIp.Scoring.Tests.Support;

namespace LiveIp.Scoring.Tests.Scores;

public sealed class BlockBootstrapTests
{
    private static readonly ScoreEngine Engine = new();
    private static readonly ScoreProfile Profile = Shows.Profile((MetricIds.ChatMessages, 1));

    // ln of the messages per viewer-minute has a spread of 1, so that an e-fold is ten points.
    private static readonly BroadcastFacts[] Three =
    [
        .. new[] { -1, 0, 1 }.Select((x, day) => Shows.Of(day, (MetricIds.ChatMessages, (600.5 * Math.Exp(x)) - 0.5))),
    ];

    [Fact]
    public void A_broadcast_that_goes_on_evenly_hangs_on_no_minute()
    {
        var score = Score(Steps(60, static _ => 10));

        Assert.Equal(score.Value!.Value, score.WithinBroadcast!.Low, 1e-9);
        Assert.Equal(score.Value!.Value, score.WithinBroadcast.High, 1e-9);
    }

    [Fact]
    public void The_spread_is_that_of_the_mean_of_blocks()
    {
        // Twelve blocks, six of 5 and six of 15 messages a minute: the mean of twelve draws has a standard error of 5 / sqrt(12)
        // on 10, which is 0.144 of it, so about 1.44 points of ten for an e-fold.
        var within = Score(Steps(60, static minute => minute / 5 % 2 == 0 ? 5 : 15)).WithinBroadcast!;

        Assert.InRange(within.Deviation, 1.2, 1.75);
        Assert.InRange(within.High - within.Low, 3.2 * 1.2, 3.4 * 1.75);
    }

    [Fact]
    public void It_is_the_same_every_time()
    {
        var steps = Steps(60, static minute => minute % 13);

        Assert.Equal(Score(steps).WithinBroadcast, Score(steps).WithinBroadcast);
    }

    [Fact]
    public void Chat_that_goes_with_the_viewers_hangs_on_fewer_minutes_than_chat_alone()
    {
        var alone = Steps(60, static minute => minute / 5 % 2 == 0 ? 5 : 15);
        var together = alone.Select(static s => s with { ViewerMinutes = 10 * s.Metrics[MetricIds.ChatMessages] });

        Assert.True(Score([.. together]).WithinBroadcast!.Deviation < 0.01);
        Assert.True(Score(alone).WithinBroadcast!.Deviation > 1);
    }

    [Fact]
    public void Below_a_quarter_of_an_hour_and_without_minutes_there_is_none()
    {
        Assert.Null(Score(Steps(10, static _ => 1)).WithinBroadcast);
        Assert.Null(Score([]).WithinBroadcast);
        Assert.NotNull(Score(Steps(11, static _ => 1)).WithinBroadcast);
    }

    private static BroadcastScore Score(StepFacts[] steps)
    {
        var target = Shows.Of(3, (MetricIds.ChatMessages, 600));
        return Engine.Score(Profile, target with { Parts = [target.Parts[0] with { Steps = steps }] }, Three);
    }

    private static StepFacts[] Steps(int minutes, Func<int, double> messages) =>
        [
            .. Enumerable
                .Range(0, minutes)
                .Select(m => new StepFacts
                {
                    Minute = m,
                    ViewerMinutes = 100,
                    Metrics = new Dictionary<string, double> { [MetricIds.ChatMessages] = messages(m) },
                }),
        ];
}
