using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using LiveIp.Contracts;
using LiveIp.Plugins.Bluesky.Tests.Support;
using LiveIp.Plugins.Testing;
using LiveIp.V1;

namespace LiveIp.Plugins.Bluesky.Tests;

/// <summary>The server takes wrong offsets without a word, so they are checked here, by cutting the stored bytes.</summary>
public sealed class FacetTests
{
    private const string Link = "https://live.bilibili.com/1?a=1&b=2";

    private static readonly string[] Pieces = ["a", "字", "🎉", RenderedTexts.Family, RenderedTexts.Flag, RenderedTexts.Combining, " "];

    [Theory]
    [InlineData("live ")]
    [InlineData("开播了：")]
    [InlineData("🎉")]
    [InlineData(RenderedTexts.Family)]
    [InlineData(RenderedTexts.Flag + RenderedTexts.Combining)]
    public async Task A_facet_covers_exactly_the_bytes_of_its_link_or_tag(string before)
    {
        await using var bench = await Bench.StartAsync();

        var result = await bench.DeliverAsync(RenderedTexts.Of($"{before}{Link} 看 #唱歌 #game", links: [Link], tags: ["唱歌", "game"]));

        Assert.Equal(DeliveryOutcome.Delivered, result.Outcome);
        var record = Assert.Single(bench.Server.Records).Value;
        var facets = record["facets"]!.AsArray();
        Assert.Equal([Link, "#唱歌", "#game"], facets.Select(facet => Covered(record, facet!)));
        Assert.Equal(Link, (string?)facets[0]!["features"]![0]!["uri"]);
        Assert.Equal(["唱歌", "game"], facets.Skip(1).Select(facet => (string?)facet!["features"]![0]!["tag"]));
    }

    [Fact]
    public void Offsets_are_right_behind_any_text() =>
        Gen.Select(Gen.Int[0, Pieces.Length - 1].Array[0, 40], Gen.Int[0, 40])
            .Sample(
                (pieces, after) =>
                {
                    var post = RenderedTexts.Of(
                        string.Concat(pieces.Select(i => Pieces[i])) + "#标签" + RenderedTexts.Repeat("尾", after),
                        tags: ["标签"]
                    );
                    var record = Records.PostRecord.Of(post, DateTimeOffset.UnixEpoch);
                    Assert.Equal("#标签", Covered(record, record["facets"]![0]!));
                }
            );

    [Fact]
    public async Task What_can_be_no_facet_stays_plain_text()
    {
        await using var bench = await Bench.StartAsync();
        var tag = new string('t', 65);
        var post = RenderedTexts.Of($"#{tag} 🎉 ftp://example.com", tags: [tag]);
        post.Spans.Add(Span(TextSpan.Types.Kind.Link, post.Text.IndexOf("ftp", StringComparison.Ordinal), 17, "ftp://example.com"));
        post.Spans.Add(Span(TextSpan.Types.Kind.Link, post.Text.Length - 1, 5, Link));
        post.Spans.Add(Span(TextSpan.Types.Kind.Link, post.Text.IndexOf("🎉", StringComparison.Ordinal) + 1, 2, Link));

        var result = await bench.DeliverAsync(post);

        Assert.Equal(DeliveryOutcome.Delivered, result.Outcome);
        Assert.Null(Assert.Single(bench.Server.Records).Value["facets"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("中文")]
    [InlineData("en_US")]
    public async Task A_language_that_is_none_is_left_out(string language)
    {
        await using var bench = await Bench.StartAsync();

        await bench.DeliverAsync(RenderedTexts.Of("live", language));

        Assert.Null(Assert.Single(bench.Server.Records).Value["langs"]);
    }

    private static string Covered(JsonObject record, JsonNode facet)
    {
        var bytes = Encoding.UTF8.GetBytes((string)record["text"]!);
        return Encoding.UTF8.GetString(bytes[(int)facet["index"]!["byteStart"]!..(int)facet["index"]!["byteEnd"]!]);
    }

    private static TextSpan Span(TextSpan.Types.Kind kind, int start, int length, string target) =>
        new()
        {
            Kind = kind,
            Start = start,
            Length = length,
            Target = target,
        };
}
