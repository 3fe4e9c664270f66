using System.Text;
using LiveIp.Contracts;
using LiveIp.Plugins.Mastodon.Tests.Support;
using LiveIp.Plugins.Testing;

namespace LiveIp.Plugins.Mastodon.Tests;

/// <summary>What the measure gives against what the stand-in takes.</summary>
public sealed class LimitTests
{
    private const string V1 = "GET /api/v1/instance";
    private const string V2 = "GET /api/v2/instance";
    private const string Link = "https://live.bilibili.com/1?from=开播&what=a-long-tail-of-an-address";

    [Theory]
    [InlineData("a", 500)]
    [InlineData("字", 500)]
    [InlineData("🎉", 500)]
    [InlineData(RenderedTexts.Flag, 250)]
    [InlineData(RenderedTexts.Combining, 250)]
    [InlineData(RenderedTexts.Family, 71)]
    public async Task As_many_as_the_measure_says_are_taken_and_one_more_is_not(string piece, int expected)
    {
        await using var bench = await Bench.StartAsync();
        var limits = await bench.LimitsAsync();
        var fits = limits.MaxLength / piece.EnumerateRunes().Count();

        var most = await bench.DeliverAsync(RenderedTexts.Of(RenderedTexts.Repeat(piece, fits)), "dlv_01");
        var tooMany = await bench.DeliverAsync(RenderedTexts.Of(RenderedTexts.Repeat(piece, fits + 1)), "dlv_02");

        Assert.Equal((TextUnit.CodePoint, expected), (limits.Unit, fits));
        Assert.Equal((DeliveryOutcome.Delivered, DeliveryOutcome.Rejected), (most.Outcome, tooMany.Outcome));
    }

    [Theory]
    [InlineData(23)]
    [InlineData(32)]
    public async Task A_link_counts_as_the_instance_says_however_long_it_is(int reserved)
    {
        await using var bench = await Bench.StartAsync();
        bench.Server.ReservedPerUrl = reserved;
        var limits = await bench.LimitsAsync();
        var fits = limits.MaxLength - limits.LinkLength!.Value - 1;

        var most = await bench.DeliverAsync(RenderedTexts.Of($"{Link} {RenderedTexts.Repeat("a", fits)}", links: [Link]), "dlv_01");
        var tooMany = await bench.DeliverAsync(RenderedTexts.Of($"{Link} {RenderedTexts.Repeat("a", fits + 1)}", links: [Link]), "dlv_02");

        Assert.Equal(500 - reserved - 1, fits);
        Assert.Equal((DeliveryOutcome.Delivered, DeliveryOutcome.Rejected), (most.Outcome, tooMany.Outcome));
    }

    [Fact]
    public async Task An_instance_that_knows_only_the_older_call_is_asked_by_it()
    {
        await using var bench = await Bench.StartAsync();
        bench.Server.HasV2 = false;
        bench.Server.MaxCharacters = 100_000;
        bench.Server.ReservedPerUrl = 32;

        var limits = await bench.LimitsAsync();

        Assert.Equal((100_000, 32), (limits.MaxLength, limits.LinkLength));
        Assert.Equal([V2, V1], bench.Server.Calls);
    }

    [Fact]
    public async Task An_instance_that_says_nothing_takes_what_mastodon_does()
    {
        await using var bench = await Bench.StartAsync();
        bench.Server.SaysLimits = false;

        var limits = await bench.LimitsAsync();

        Assert.Equal((500, 23), (limits.MaxLength, limits.LinkLength));
    }

    [Fact]
    public async Task The_instance_is_asked_once_an_hour()
    {
        await using var bench = await Bench.StartAsync();

        await bench.LimitsAsync();
        bench.Clock.Advance(TimeSpan.FromMinutes(59));
        await bench.LimitsAsync();
        var before = bench.Server.Count(V2);
        bench.Server.MaxCharacters = 1000;
        bench.Clock.Advance(TimeSpan.FromMinutes(1));
        var limits = await bench.LimitsAsync();

        Assert.Equal((1, 2, 1000), (before, bench.Server.Count(V2), limits.MaxLength));
    }

    [Fact]
    public async Task What_was_known_serves_while_the_instance_is_down()
    {
        await using var bench = await Bench.StartAsync();
        await bench.LimitsAsync();
        bench.Server.IsDown = true;
        bench.Clock.Advance(TimeSpan.FromHours(2));

        Assert.Equal(500, (await bench.LimitsAsync()).MaxLength);
    }

    [Fact]
    public async Task An_instance_that_is_down_and_not_known_says_nothing()
    {
        await using var bench = await Bench.StartAsync();
        bench.Server.IsDown = true;

        Assert.Equal(FailureKind.Transient, (await Assert.ThrowsAsync<AdapterException>(bench.LimitsAsync)).Kind);
    }
}
