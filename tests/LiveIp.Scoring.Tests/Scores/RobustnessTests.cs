using LiveIp.Scoring.Tests.Support;

namespace LiveIp.Scoring.Tests.Scores;

/// <summary>A small share of what the bench reports: no metric drowns the others, and weights and scales decide little.</summary>
public sealed class RobustnessTests
{
    private const string File = "engagement/twitch-top1000.csv";
    private static readonly double[] Equal = [1, 1, 1, 1, 1];

    [Fact]
    public void On_the_engines_scale_each_of_five_metrics_has_its_share_where_raw_numbers_leave_one()
    {
        var index = Index();

        Assert.All(ChannelIndex.VarianceShares(index.Normalised(0)), static s => Assert.InRange(s, 0.15, 0.28));
        Assert.True(ChannelIndex.VarianceShares(index.Raw).Max() > 0.9);
    }

    [Fact]
    public void Other_weights_near_these_rank_channels_alike()
    {
        var (index, random) = (Index(), new RandomWeights(1));
        var here = index.Compose(0, Equal);

        var rhos = Enumerable.Range(0, 40).Select(_ => Ranks.Spearman(here, index.Compose(0, random.Dirichlet(20, Equal))));

        Assert.True(rhos.Order().ElementAt(2) >= 0.98);
    }

    [Fact]
    public void Ranks_and_their_agreement()
    {
        Assert.Equal([1, 2.5, 2.5, 4], Ranks.Of([3, 5, 5, 9]));
        Assert.Equal(1, Ranks.Spearman([1, 2, 3], [10, 20, 90]), 1e-12);
        Assert.Equal(-1, Ranks.Kendall([1, 2, 3], [3, 2, 1]), 1e-12);
        Assert.Equal(1 / 3.0, Ranks.Kendall([1, 2, 3], [1, 3, 2]), 1e-12);
    }

    private static ChannelIndex Index()
    {
        var path = SharedFile.Find(File);
        Assert.SkipWhen(path is null, $"{File} is not here: set LIVEIP_SHARED to the directory that holds data/{File}.");
        return new(System.IO.File.ReadAllLines(path!));
    }
}
