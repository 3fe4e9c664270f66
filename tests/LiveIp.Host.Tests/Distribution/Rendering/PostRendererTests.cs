using System.Text;
using CsCheck;
using LiveIp.Contracts;
using LiveIp.Host.Distribution.Rendering;
using LiveIp.Host.Text;
using LiveIp.V1;

namespace LiveIp.Host.Tests.Distribution.Rendering;

public sealed class PostRendererTests
{
    private const string Family = "👨‍👩‍👧‍👦";
    private const string Flag = "🇨🇳";

    private static readonly PostLimits Roomy = new() { Unit = TextUnit.Utf16, MaxLength = 4096 };

    [Theory]
    [InlineData("en", "🔴 Live now: Starry night")]
    [InlineData("zh-Hans", "🔴 直播中：Starry night")]
    public void With_room_enough_all_of_it_stands_in_the_posts_language(string language, string head)
    {
        var rendered = PostRenderer.Render(Sample(language), Roomy)!;

        Assert.Equal(
            $"{head}\nTea and stars, see https://example.org/a too.\nYouTube https://youtu.be/x\nBilibili https://live.bilibili.com/1\n#stars #音乐",
            rendered.Text
        );
        Assert.Equal(
            ["https://example.org/a", "https://youtu.be/x", "https://live.bilibili.com/1", "#stars", "#音乐"],
            rendered.Spans.Select(s => rendered.Text.Substring(s.Start, s.Length))
        );
        Assert.Empty(rendered.LeftOut);
        Assert.Equal((rendered.Text.Length, 4096), (rendered.Length, rendered.MaxLength));
    }

    [Theory]
    [InlineData(142, "tags", 5)]
    [InlineData(100, "tags text", 3)]
    [InlineData(60, "tags text links", 2)]
    [InlineData(45, "tags text links title", 2)]
    public void What_does_not_fit_goes_in_the_declared_order(int most, string leftOut, int lines)
    {
        var rendered = PostRenderer.Render(Sample("en"), Roomy with { MaxLength = most })!;

        Assert.Equal(leftOut, string.Join(' ', rendered.LeftOut));
        Assert.Equal(lines, rendered.Text.Split('\n').Length);
        Assert.InRange(rendered.Text.Length, 1, most);
        Assert.Contains("https://youtu.be/x", rendered.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TagStyle.Hash, "#stars #音乐", "")]
    [InlineData(TagStyle.HashBoth, "#stars# #音乐#", "")]
    [InlineData(TagStyle.None, "Bilibili https://live.bilibili.com/1", "tags")]
    public void Tags_are_written_as_the_network_writes_them(TagStyle style, string lastLine, string leftOut)
    {
        var rendered = PostRenderer.Render(Sample("en"), Roomy with { Tags = style })!;

        Assert.Equal(lastLine, rendered.Text.Split('\n')[^1]);
        Assert.Equal(leftOut, string.Join(' ', rendered.LeftOut));
        Assert.All(
            rendered.Spans.Where(static s => s.Kind == TextSpan.Types.Kind.Tag),
            s => Assert.Equal(style == TagStyle.Hash ? $"#{s.Target}" : $"#{s.Target}#", rendered.Text.Substring(s.Start, s.Length))
        );
    }

    [Theory]
    [InlineData("a", 1)]
    [InlineData("é", 1)]
    [InlineData("字", 2)]
    [InlineData("，", 2)]
    [InlineData("e\u0301", 3)]
    [InlineData(Flag, 8)]
    [InlineData(Family, 22)]
    [InlineData("https://t.cn/a", 14)]
    public void Half_widths_are_counted_as_Weibo_does(string piece, int halves)
    {
        var many = string.Concat(Enumerable.Repeat(piece, 280 / halves));
        var text = many.PadRight(many.Length + (280 % halves), '.');

        Assert.Equal(halves, TextMeasure.Of(piece, TextUnit.HalfWidth));
        Assert.Equal(280, TextMeasure.Of(text, TextUnit.HalfWidth));
        Assert.Equal(281, TextMeasure.Of(text + ".", TextUnit.HalfWidth));
    }

    [Theory]
    [InlineData("See https://example.org/a.", "https://example.org/a")]
    [InlineData("(https://example.org/a?b=c), again", "https://example.org/a?b=c")]
    [InlineData("https://example.org/wiki/Star_(magazine)!", "https://example.org/wiki/Star_(magazine)")]
    [InlineData("看这里 https://example.org/甲。", "https://example.org/甲")]
    public void What_ends_the_sentence_is_not_the_links(string text, string link)
    {
        Assert.Equal(link, Assert.Single(PostRenderer.Render(new Post { Text = text }, Roomy)!.Spans).Target);
    }

    [Fact]
    public void A_link_that_is_longer_than_everything_is_refused_and_not_cut()
    {
        var post = new Post { Title = "x", Links = { new Post.Types.Link { Uri = "https://example.org/" + new string('a', 300) } } };

        Assert.Null(PostRenderer.Render(post, new PostLimits { Unit = TextUnit.Grapheme, MaxLength = 300 }));
    }

    [Theory]
    [InlineData(TextUnit.Utf16, "a", 300)]
    [InlineData(TextUnit.Utf16, "汉", 300)]
    [InlineData(TextUnit.Utf16, Family, 11 * 20)]
    [InlineData(TextUnit.Grapheme, Family, 100)]
    [InlineData(TextUnit.Grapheme, Flag, 100)]
    [InlineData(TextUnit.Grapheme, "e\u0301", 300)]
    [InlineData(TextUnit.CodePoint, Family, 7 * 20)]
    [InlineData(TextUnit.CodePoint, Flag, 2 * 50)]
    [InlineData(TextUnit.CodePoint, "e\u0301", 2 * 50)]
    [InlineData(TextUnit.Utf8Byte, "汉", 300)]
    public void Exactly_the_limit_fits_and_one_more_is_cut_at_a_character(TextUnit unit, string character, int most)
    {
        var limits = new PostLimits { Unit = unit, MaxLength = most };
        var count = most / TextMeasure.Of(character, unit);

        var whole = PostRenderer.Render(new Post { Text = Repeat(character, count) }, limits)!;
        Assert.Equal((most, 0), (whole.Length, whole.LeftOut.Count));

        var cut = PostRenderer.Render(new Post { Text = Repeat(character, count + 1) }, limits)!;
        Assert.Equal(["text"], cut.LeftOut);
        Assert.InRange(cut.Length, 1, most);
        Assert.EndsWith("…", cut.Text, StringComparison.Ordinal);
        Assert.Equal(Repeat(character, (cut.Text.Length - 1) / character.Length), cut.Text[..^1]);
    }

    [Fact]
    public void Bytes_count_besides_where_they_are_limited_too()
    {
        var limits = new PostLimits
        {
            Unit = TextUnit.Grapheme,
            MaxLength = 300,
            MaxBytes = 3000,
        };

        Assert.Equal(120, PostRenderer.Render(new Post { Text = Repeat(Family, 120) }, limits)!.Length);
        Assert.Equal(["text"], PostRenderer.Render(new Post { Text = Repeat(Family, 121) }, limits)!.LeftOut);
    }

    [Fact]
    public void A_link_counts_as_what_the_network_says()
    {
        var limits = new PostLimits
        {
            Unit = TextUnit.CodePoint,
            MaxLength = 30,
            LinkLength = 23,
        };
        var link = "https://example.org/" + new string('a', 100);

        Assert.Equal(30, PostRenderer.Render(new Post { Text = $"seven: {link}" }, limits)!.Length);
        Assert.Null(PostRenderer.Render(new Post { Text = link }, limits with { MaxLength = 22 }));
    }

    [Fact]
    public void Whatever_the_post_it_fits_and_its_parts_are_whole() =>
        Gen.Select(
                Words,
                Words,
                Gen.Int[0, 4],
                Gen.Int[0, 6],
                Gen.Int[1, 400],
                Gen.Select(Gen.Enum<TextUnit>(), Gen.Int[0, 60], Gen.Int[0, 900])
            )
            .Sample(
                static (title, text, links, tags, most, besides) =>
                {
                    var (unit, linkLength, bytes) = besides;
                    var post = new Post { Title = title, Text = text };
                    post.Links.Add(Enumerable.Range(0, links).Select(static i => new Post.Types.Link { Uri = $"https://a.example/{i}" }));
                    post.Tags.Add(Enumerable.Range(0, tags).Select(static i => $"标签{i}"));
                    var limits = new PostLimits
                    {
                        Unit = unit,
                        MaxLength = most,
                        LinkLength = linkLength > 30 ? linkLength : null,
                        MaxBytes = bytes > 300 ? bytes : null,
                    };
                    if (PostRenderer.Render(post, limits) is not { } rendered)
                    {
                        // Refused only where not even the least of it fits: the first link alone, or nothing but a long word or link.
                        var least = new Post { Text = links > 0 ? "" : "…" };
                        least.Links.Add(post.Links.Take(1));
                        Assert.True(
                            post.Title.Trim().Length + post.Text.Trim().Length == 0
                                || most < 60
                                || limits.MaxBytes is < 310
                                || PostRenderer.Render(least, limits) is null,
                            $"{title}|{text} was refused for {most} {unit}"
                        );
                        return;
                    }

                    Assert.InRange(PostRenderer.LengthOf(rendered, limits), 1, most);
                    Assert.Equal(PostRenderer.LengthOf(rendered, limits), rendered.Length);
                    Assert.True(limits.MaxBytes is null || Encoding.UTF8.GetByteCount(rendered.Text) <= limits.MaxBytes);
                    Assert.Equal(rendered.Text, new UTF8Encoding(false, true).GetString(Encoding.UTF8.GetBytes(rendered.Text)));
                    Assert.All(
                        rendered.Spans,
                        s =>
                            Assert.Equal(
                                s.Kind == TextSpan.Types.Kind.Tag ? "#" + s.Target : s.Target,
                                rendered.Text.Substring(s.Start, s.Length)
                            )
                    );
                },
                iter: 2000
            );

    private static readonly string[] Bits = ["star ", "汉字", Family, Flag, "e\u0301", "https://example.org/some/path ", "\n", "#tag "];

    private static Gen<string> Words =>
        Gen.Int[0, Bits.Length - 1].Array[0, 60].Select(static picks => string.Concat(picks.Select(static i => Bits[i])));

    private static Post Sample(string language) =>
        new()
        {
            Kind = Post.Types.Kind.LiveNow,
            Title = "Starry night",
            Text = "Tea and stars, see https://example.org/a too.",
            Language = language,
            Links =
            {
                new Post.Types.Link { Platform = "youtube", Uri = "https://youtu.be/x" },
                new Post.Types.Link { Platform = "bilibili", Uri = "https://live.bilibili.com/1" },
            },
            Tags = { "stars", "音乐" },
        };

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
