using LiveIp.Contracts;
using LiveIp.Scoring.Presets;

namespace LiveIp.Scoring.Tests.Presets;

public sealed class SeedAverageInteractionTests
{
    [Fact]
    public void It_is_the_printed_quotient()
    {
        Assert.Equal((3600 + 100 + 50) / 50.0, Compute(3600, 100, 50).Value!.Value, 1e-12);
        Assert.Equal("", Compute(3600, 100, 50).NoValue);
    }

    [Fact]
    public void More_chat_lowers_it_which_is_why_it_is_no_default() =>
        Assert.True(Compute(3600, 100, 51).Value < Compute(3600, 100, 50).Value);

    [Fact]
    public void Without_chat_there_is_no_value()
    {
        Assert.Null(Compute(3600, 100, 0).Value);
        Assert.Equal("no value (divided by 0 chat messages)", Compute(3600, 100, 0).NoValue);
    }

    [Fact]
    public void A_missing_input_leaves_no_value_and_is_named() =>
        Assert.Equal(
            "no value (watch.seconds: no sample yet; likes: not asked for)",
            SeedAverageInteraction
                .Compute(
                    new Dictionary<string, TermInput>
                    {
                        [MetricIds.WatchSeconds] = TermInput.None("no sample yet"),
                        [MetricIds.ChatMessages] = TermInput.Of(5),
                    }
                )
                .NoValue
        );

    private static AverageInteraction Compute(double watch, double likes, double chat) =>
        SeedAverageInteraction.Compute(
            new Dictionary<string, TermInput>
            {
                [MetricIds.WatchSeconds] = TermInput.Of(watch),
                [MetricIds.Likes] = TermInput.Of(likes),
                [MetricIds.ChatMessages] = TermInput.Of(chat),
            }
        );
}
