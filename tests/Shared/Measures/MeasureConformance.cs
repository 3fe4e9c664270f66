using LiveIp.Contracts;
using LiveIp.V1;

namespace LiveIp.Plugins.Testing;

/// <summary>What every distributor that tells its measure must hold, whatever it posts to.</summary>
public abstract class MeasureConformance
{
    public static TheoryData<string> Pieces => Texts.Pieces;

    private protected abstract IPostingBench StartPosting();

    /// <summary>What the network counts.</summary>
    private protected virtual TextUnit Unit => TextUnit.Utf16;

    /// <summary>What no post goes without there.</summary>
    private protected virtual string Opening => "";

    [Theory]
    [MemberData(nameof(Pieces))]
    public async Task What_just_fits_the_measure_is_posted_whole_and_one_unit_more_is_refused(string piece)
    {
        await using var bench = StartPosting();
        var limits = await bench.Measure.GetLimitsAsync(TimeProvider.System, CancellationToken.None);
        Assert.Equal((Unit, null, null), (limits.Unit, limits.LinkLength, limits.MaxBytes));
        var fitting = Texts.Of(piece, limits.MaxLength, Unit, Opening);

        Assert.True(await bench.PostAsync(fitting));
        Assert.False(await bench.PostAsync(Texts.Of(piece, limits.MaxLength + 1, Unit, Opening)));

        Assert.Equal(fitting.Text, Assert.Single(bench.Posted));
    }

    [Fact]
    public async Task A_post_that_was_never_rendered_is_refused_and_nothing_is_posted()
    {
        await using var bench = StartPosting();

        Assert.False(await bench.PostAsync(null));
        Assert.Empty(bench.Posted);
    }
}
