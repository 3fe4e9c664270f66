using System.Globalization;
using System.Text;
using LiveIp.Contracts;
using LiveIp.Plugins.Bluesky.Tests.Support;
using LiveIp.Plugins.Testing;

namespace LiveIp.Plugins.Bluesky.Tests;

/// <summary>What the measure gives against what the stand-in takes.</summary>
public sealed class LimitTests
{
    private const string Link = "https://live.bilibili.com/1?from=开播";

    [Theory]
    [InlineData("a", 300)]
    [InlineData("字", 300)]
    [InlineData(RenderedTexts.Flag, 300)]
    [InlineData(RenderedTexts.Combining, 300)]
    [InlineData(RenderedTexts.Family, 120)]
    public async Task As_many_as_the_measure_says_are_taken_and_one_more_is_not(string piece, int expected)
    {
        await using var bench = await Bench.StartAsync();
        var fits = Fitting(await bench.LimitsAsync(), "", piece);

        var most = await bench.DeliverAsync(RenderedTexts.Of(RenderedTexts.Repeat(piece, fits)), "dlv_01");
        var tooMany = await bench.DeliverAsync(RenderedTexts.Of(RenderedTexts.Repeat(piece, fits + 1)), "dlv_02");

        Assert.Equal(expected, fits);
        Assert.Equal((DeliveryOutcome.Delivered, DeliveryOutcome.Rejected), (most.Outcome, tooMany.Outcome));
        Assert.Contains("too big (maximum", tooMany.Detail);
    }

    [Fact]
    public async Task A_link_counts_as_any_other_text()
    {
        await using var bench = await Bench.StartAsync();
        var fits = Fitting(await bench.LimitsAsync(), Link + " ", "a");

        var most = await bench.DeliverAsync(RenderedTexts.Of($"{Link} {RenderedTexts.Repeat("a", fits)}", links: [Link]), "dlv_01");
        var tooMany = await bench.DeliverAsync(RenderedTexts.Of($"{Link} {RenderedTexts.Repeat("a", fits + 1)}", links: [Link]), "dlv_02");

        Assert.Equal(300 - Link.Length - 1, fits);
        Assert.Equal((DeliveryOutcome.Delivered, DeliveryOutcome.Rejected), (most.Outcome, tooMany.Outcome));
    }

    /// <summary>How many pieces fit behind a beginning, counted as the host counts.</summary>
    private static int Fitting(PostLimits limits, string beginning, string piece)
    {
        Assert.Equal((TextUnit.Grapheme, null), (limits.Unit, limits.LinkLength));
        var graphemes = limits.MaxLength - new StringInfo(beginning).LengthInTextElements;
        var bytes = (limits.MaxBytes!.Value - Encoding.UTF8.GetByteCount(beginning)) / Encoding.UTF8.GetByteCount(piece);
        return Math.Min(graphemes / new StringInfo(piece).LengthInTextElements, bytes);
    }
}
