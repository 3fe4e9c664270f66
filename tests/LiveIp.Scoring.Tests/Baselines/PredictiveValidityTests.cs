using LiveIp.Scoring.Baselines;
using LiveIp.Scoring.Tests.Support;

namespace LiveIp.Scoring.Tests.Baselines;

public sealed class PredictiveValidityTests
{
    private const string File = "engagement/youtube-trending-2017.csv";

    [Theory]
    [InlineData("ln views")]
    [InlineData("ln like-rate")]
    [InlineData("ln comment-rate")]
    public void Shrunk_beats_the_channels_mean_which_beats_the_global_one_and_the_interval_holds_90_percent(string metric)
    {
        var (_, prior, value) = PredictiveValidity.Metrics.Single(m => m.Name == metric);

        var validity = PredictiveValidity.Of(Videos(), value, BaselinePriors.Shipped.Find(prior, "youtube")!);

        Assert.Equal((24, 87), (validity.Channels, validity.Predictions));
        Assert.True(validity.Shrunk <= validity.Mean, $"{validity}");
        Assert.True(validity.Mean <= validity.Global, $"{validity}");
        Assert.InRange(validity.Coverage, 0.85, 0.95);
    }

    [Fact]
    public void The_corrupt_date_is_reported_by_line() =>
        Assert.Equal(["line 2401: '24.09xcaeyJTx4Co' is no date; write it as dd.MM"], Videos().Problems);

    private static TrendingVideos Videos()
    {
        var path = SharedFile.Find(File);
        Assert.SkipWhen(path is null, $"{File} is not here: set LIVEIP_SHARED to the directory that holds data/{File}.");
        return TrendingVideos.Read(System.IO.File.ReadLines(path!));
    }
}
