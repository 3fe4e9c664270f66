using System.Globalization;
using System.Text;
using CsCheck;
using LiveIp.Contracts;
using LiveIp.Host.Chat.Text;
using LiveIp.Host.Text;

namespace LiveIp.Host.Tests.Chat.Text;

public sealed class MessageSplitterTests
{
    // Letters with accents, emoji of one and of seven code points, Chinese, links, and all kinds of space.
    private static readonly Gen<string> Word = Any(
        "a",
        "Zug",
        "e\u0301te\u0301",
        "😀",
        "👨‍👩‍👧‍👦",
        "🇨🇳",
        "今天直播",
        "谢谢，",
        "好！",
        "https://example.com/a?b=c ",
        "www.example.org/x\n",
        "（https://e.de）",
        "extraordinarily"
    );
    private static readonly Gen<string> Space = Any("", " ", "  ", "\n", "\t", "\u3000");

    private static readonly Gen<(string Text, ChatLimits Limits)> Case =
        from parts in Gen.Select(Word, Space, static (word, space) => word + space).Array[0, 60]
        from unit in Any(TextUnit.CodePoint, TextUnit.Utf16, TextUnit.Utf8Byte)
        from most in Gen.Int[26, 80]
        select (string.Concat(parts), Limits(unit, most));

    [Fact]
    public void Every_line_fits_and_nothing_is_lost_or_cut() =>
        Case.Sample(
            static c =>
            {
                Assert.True(MessageSplitter.TrySplit(c.Text, c.Limits, out var lines, out _), c.Text);
                Assert.All(
                    lines,
                    line =>
                    {
                        Assert.InRange(TextMeasure.Of(line, c.Limits.Unit), 1, c.Limits.MaxLength);
                        Assert.Equal(line, line.Trim());
                        Assert.Equal(line, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(line)));
                    }
                );
                Assert.Equal(Characters(c.Text), lines.SelectMany(Characters));
            },
            iter: 3000
        );

    [Fact]
    public void No_link_is_cut() =>
        Case.Sample(
            static c =>
            {
                Assert.True(MessageSplitter.TrySplit(c.Text, c.Limits, out var lines, out _));
                Assert.Equal(Links(LineText.Of(c.Text)), Links(string.Join('\n', lines)));
            },
            iter: 3000
        );

    [Fact]
    public void What_fits_stays_one_line() =>
        Case.Sample(
            static c =>
            {
                var whole = LineText.Of(c.Text);
                if (whole.Length > 0)
                {
                    Assert.True(MessageSplitter.TrySplit(c.Text, Limits(TextUnit.Utf8Byte, 10_000), out var lines, out _));
                    Assert.Equal([whole], lines);
                }
            },
            iter: 500
        );

    [Theory]
    [InlineData("one two three", 7, "one two", "three")]
    [InlineData("one two three", 8, "one two", "three")]
    [InlineData("abcdefghij", 4, "abcd", "efgh", "ij")]
    [InlineData("今天开播，大家好！谢谢", 6, "今天开播，", "大家好！谢谢")]
    [InlineData("  a \n b\t ", 3, "a b")]
    [InlineData("a https://e.de/x", 14, "a", "https://e.de/x")]
    [InlineData(" \n ", 5)]
    public void Lines_end_where_a_reader_would_end_them(string text, int most, params string[] expected)
    {
        Assert.True(MessageSplitter.TrySplit(text, Limits(TextUnit.CodePoint, most), out var lines, out _));
        Assert.Equal(expected, lines);
    }

    [Theory]
    [InlineData("😀😀", TextUnit.CodePoint, 1)]
    [InlineData("😀😀", TextUnit.Utf16, 2)]
    [InlineData("😀😀", TextUnit.Utf8Byte, 4)]
    public void A_platform_counts_in_its_own_way(string text, TextUnit unit, int most)
    {
        Assert.True(MessageSplitter.TrySplit(text, Limits(unit, most), out var lines, out _));
        Assert.Equal(["😀", "😀"], lines);
    }

    [Theory]
    [InlineData("see https://example.com/a-long-one", 20, "https://example.com/a-long-one")]
    [InlineData("👨‍👩‍👧‍👦", 6, "👨‍👩‍👧‍👦")]
    public void What_may_not_be_cut_and_is_too_long_is_told(string text, int most, string piece)
    {
        Assert.False(MessageSplitter.TrySplit(text, Limits(TextUnit.CodePoint, most), out _, out var tooLong));
        Assert.Equal(piece, tooLong);
    }

    private static Gen<T> Any<T>(params T[] all) => Gen.Int[0, all.Length - 1].Select(i => all[i]);

    private static ChatLimits Limits(TextUnit unit, int most) => new() { Unit = unit, MaxLength = most };

    // What a reader takes for one character, spaces left out.
    private static string[] Characters(string text)
    {
        var found = new List<string>();
        for (var all = StringInfo.GetTextElementEnumerator(LineText.Of(text)); all.MoveNext(); )
        {
            if (all.GetTextElement() is not " " and var character)
            {
                found.Add(character);
            }
        }

        return [.. found];
    }

    private static string[] Links(string text) =>
        [
            .. text.Split(' ', '\n', '（', '）', '，', '！')
                .Select(static word => word.IndexOf("http", StringComparison.Ordinal) is >= 0 and var at ? word[at..] : "")
                .Where(static word => word.Length > 0),
        ];
}
