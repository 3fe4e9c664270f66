using System.Net;
using LiveIp.Contracts;
using LiveIp.Plugins.Feed.Tests.Support;
using LiveIp.V1;

namespace LiveIp.Plugins.Feed.Tests;

public sealed class TextPropertyTests : IDisposable
{
    private static readonly string[] Pieces =
    [
        "a",
        " ",
        "<",
        ">",
        "&",
        "&amp;",
        "]]>",
        "\"",
        "'",
        "<script>",
        "字",
        "🇨🇳",
        "👨‍👩‍👧‍👦",
        "e\u0301",
        "\u0000",
        "\u0007",
        "\u001B[31m",
        "\u0085",
        "\u2028",
        "\uFFFE",
        "\uFFFF",
        "\uD83D",
        "\uDE00",
        "\n",
        "\r\n",
        "\r",
        "\t",
        "\uFEFF",
    ];

    private readonly Bench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Any_text_makes_a_valid_feed_that_holds_all_of_it_that_xml_can_hold(int seed)
    {
        var random = new Random(seed);
        var (posted, settings) = (new List<string>(), _bench.Settings);
        settings.Entries = FeedSettingsValidator.MostEntries;
        for (var i = 0; i < 100; i++)
        {
            var text = "x" + string.Concat(Enumerable.Range(0, random.Next(1, 40)).Select(_ => Pieces[random.Next(Pieces.Length)]));
            var link = "https://a.example/" + Pieces[random.Next(Pieces.Length)];
            (settings.Title, settings.Author) = ("t" + text, "a" + text);
            var rendered = new RenderedPost { Text = text, Language = random.Next(2) == 0 ? "zh-Hans" : "no language at all" };
            rendered.Spans.Add(
                new TextSpan
                {
                    Kind = TextSpan.Types.Kind.Link,
                    Start = 0,
                    Length = 1,
                    Target = link,
                }
            );
            posted.Add(text);

            var result = await _bench.DeliverAsync(rendered, $"key{i}", Bench.Post("", "tag" + text));

            Assert.True(result.Outcome == DeliveryOutcome.Delivered, result.Detail);
        }

        Assert.Empty(AtomRules.Problems(_bench.File));
        posted.Reverse();
        Assert.Equal(posted.Select(Holdable), _bench.Entries.Select(static e => Plain(Bench.Text(e, "content")!)));
    }

    // XML 1.0, production 2, and its line ends; half a character is the replacement character, as everywhere in Unicode.
    private static string Holdable(string text) =>
        string.Concat(
                text.EnumerateRunes()
                    .Select(static r => r.ToString())
                    .Where(static s => s is "\t" or "\n" or "\r" || (s[0] >= ' ' && s is not ("\uFFFE" or "\uFFFF")))
            )
            .Replace("\r\n", "\n", StringComparison.Ordinal)
            .Replace('\r', '\n');

    private static string Plain(string html)
    {
        Assert.StartsWith("<p><a href=\"https://a.example/", html, StringComparison.Ordinal);
        var inner = html[(html.IndexOf('>', 3) + 1)..^4];
        return WebUtility.HtmlDecode(inner.Replace("</a>", "", StringComparison.Ordinal).Replace("<br>", "\n", StringComparison.Ordinal));
    }
}
