using System.Text;

namespace LiveIp.Emulators.Show;

/// <summary>What the invented audience says, and what it is called.</summary>
internal static class Phrases
{
    private static readonly string[] Lines =
    [
        "hello from Lisbon",
        "大家好！",
        "第一次来，主播好可爱",
        "what editor is that?",
        "LUL",
        "哈哈哈哈哈",
        "666",
        "that compile time tho",
        "is the VOD up later?",
        "前排围观 🍿",
        "gg",
        "this song is great 🎵",
        "求歌名",
        "wait, why does that work?",
        "这个 bug 我也遇到过",
        "<script>alert(1)</script> & \"quotes\" \\ backslash",
        "👩‍👩‍👧‍👦 family emoji, e\u0301 combining, \u202Ertl\u202C",
        "主播什么时候开演唱会",
        "tabs > spaces",
        "加油加油加油",
        "first time chatting, love the stream",
        "晚安，明天还要上班",
        "that refactor was clean",
        "hi\tthere",
    ];

    private static readonly string[] Given =
    [
        "Ada",
        "小林",
        "Linus",
        "阿杰",
        "Grace",
        "美玲",
        "Ken",
        "晓东",
        "Barbara",
        "云朵",
        "Dennis",
        "星野",
    ];

    /// <summary>A line of at most so many code points.</summary>
    public static string Chat(Random random, int maxCharacters)
    {
        var text = Lines[random.Next(Lines.Length)];
        if (random.Next(4) == 0)
        {
            text += " " + Lines[random.Next(Lines.Length)];
        }

        var runes = text.EnumerateRunes().Take(maxCharacters);
        var cut = new StringBuilder();
        foreach (var rune in runes)
        {
            cut.Append(rune);
        }

        // A platform trims what a person sends.
        return cut.ToString().Trim();
    }

    public static string Name(int number) => $"{Given[number % Given.Length]}{number}";
}
