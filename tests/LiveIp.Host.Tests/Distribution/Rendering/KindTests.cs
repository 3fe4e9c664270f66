using Google.Protobuf.WellKnownTypes;
using LiveIp.Contracts;
using LiveIp.Host.Distribution.Rendering;
using LiveIp.Host.Text;
using LiveIp.V1;

namespace LiveIp.Host.Tests.Distribution.Rendering;

/// <summary>A schedule, a recap and a clip, in both languages, to the networks' measures.</summary>
public sealed class KindTests
{
    private static readonly PostLimits Roomy = new() { Unit = TextUnit.Utf16, MaxLength = 4096 };

    /// <summary>As the plugins declare them.</summary>
    private static readonly PostLimits Bluesky = new()
    {
        Unit = TextUnit.Grapheme,
        MaxLength = 300,
        MaxBytes = 3000,
    };

    /// <inheritdoc cref="Bluesky"/>
    private static readonly PostLimits Weibo = new()
    {
        Unit = TextUnit.HalfWidth,
        MaxLength = 280,
        Tags = TagStyle.None,
    };

    [Theory]
    [InlineData(
        "en",
        "📅 Schedule: This week|Times in Asia/Shanghai|Fri 1 May 18:00 Tea|Sun 3 May 20:30 Stars, see https://example.org/s|Come by.|Twitch https://twitch.tv/me|#stars"
    )]
    [InlineData(
        "zh-Hans",
        "📅 直播预告：This week|时区：Asia/Shanghai|5月1日 周五 18:00 Tea|5月3日 周日 20:30 Stars, see https://example.org/s|Come by.|Twitch https://twitch.tv/me|#stars"
    )]
    public void A_schedule_tells_its_broadcasts_in_their_order_and_its_zone_once(string language, string lines)
    {
        var rendered = PostRenderer.Render(Schedule(language), Roomy)!;

        Assert.Equal(lines.Split('|'), rendered.Text.Split('\n'));
        Assert.Equal(
            ["https://example.org/s", "https://twitch.tv/me", "#stars"],
            rendered.Spans.Select(s => rendered.Text.Substring(s.Start, s.Length))
        );
    }

    [Theory]
    [InlineData("", "Recap: Starry night|Lasted 2 h 10 min|Peak viewers: Twitch 1,210, kick 7|Watch again: Twitch https://twitch.tv/me")]
    [InlineData("zh", "直播回顾：Starry night|时长 2 小时 10 分钟|最高同时观看：Twitch 1,210、kick 7|回看：Twitch https://twitch.tv/me")]
    public void A_recap_tells_length_peaks_and_where_to_watch_again(string language, string lines) =>
        Assert.Equal(lines.Split('|'), PostRenderer.Render(Recap(language), Roomy)!.Text.Split('\n'));

    [Theory]
    [InlineData("en", "🎬 Clip: The comet|Wait for the tail|From the stream: Starry night|https://youtu.be/x")]
    [InlineData("zh-CN", "🎬 精彩片段：The comet|Wait for the tail|选自直播：Starry night|https://youtu.be/x")]
    public void A_clip_tells_its_hook_and_what_it_is_of(string language, string lines) =>
        Assert.Equal(lines.Split('|'), PostRenderer.Render(Clip(language), Roomy)!.Text.Split('\n'));

    [Fact]
    public void What_is_not_known_has_no_line()
    {
        var post = Recap("en");
        post.Recap = new Recap();
        post.Links.Clear();

        Assert.Equal("Recap: Starry night", PostRenderer.Render(post, Roomy)!.Text);
        post.Recap.Length = new Duration { Seconds = 20 };
        Assert.Equal("Recap: Starry night\nLasted 1 min", PostRenderer.Render(post, Roomy)!.Text);
    }

    [Theory]
    [InlineData(155, "tags", 6)]
    [InlineData(150, "tags text", 5)]
    [InlineData(130, "tags text slots", 4)]
    [InlineData(91, "tags text slots title", 4)]
    public void A_schedule_that_does_not_fit_loses_its_last_broadcasts_whole_and_never_the_first(int most, string leftOut, int lines)
    {
        var rendered = PostRenderer.Render(Schedule("en"), Roomy with { MaxLength = most })!;

        Assert.Equal(leftOut, string.Join(' ', rendered.LeftOut));
        Assert.Equal(lines, rendered.Text.Split('\n').Length);
        Assert.Contains("\nTimes in Asia/Shanghai\nFri 1 May 18:00 Tea\n", rendered.Text, StringComparison.Ordinal);
        Assert.InRange(rendered.Length, 1, most);
    }

    [Fact]
    public void A_schedule_of_which_no_broadcast_fits_is_refused() =>
        Assert.Null(PostRenderer.Render(Schedule("en"), Roomy with { MaxLength = 60 }));

    [Fact]
    public void A_recap_loses_its_lines_before_its_links()
    {
        var post = Recap("en");
        post.Links.Add(new Post.Types.Link { Uri = "https://youtu.be/x" });

        Assert.Equal(["slots"], PostRenderer.Render(post, Roomy with { MaxLength = 120 })!.LeftOut);
        Assert.Equal(["slots", "links"], PostRenderer.Render(post, Roomy with { MaxLength = 70 })!.LeftOut);
    }

    public static TheoryData<string, string, bool, string> Counted { get; } =
        new(
            from kind in new[] { "schedule", "recap", "clip" }
            from language in new[] { "en", "zh" }
            from weibo in new[] { false, true }
            from character in new[] { "a", "汉", "👨‍👩‍👧‍👦", "🇨🇳", "e\u0301" }
            select (kind, language, weibo, character)
        );

    /// <summary>The text is what is cut first here; so the last character that fits, and the first that does not, are in it.</summary>
    [Theory]
    [MemberData(nameof(Counted))]
    public void Exactly_the_limit_fits_and_one_more_is_cut(string kind, string language, bool weibo, string character)
    {
        var limits = weibo ? Weibo : Bluesky;
        var post = kind switch
        {
            "schedule" => Schedule(language),
            "recap" => Recap(language),
            _ => Clip(language),
        };
        post.Tags.Clear();
        post.Text = "";
        // A line end besides the text itself. Bytes are not what is short here.
        var room = limits.MaxLength - PostRenderer.Render(post, limits)!.Length - 1;
        var size = TextMeasure.Of(character, limits.Unit);
        var bytes = System.Text.Encoding.UTF8.GetByteCount(character);
        var count = Math.Min(room / size, (1500 / bytes));
        post.Text = string.Concat(Enumerable.Repeat(character, count)) + new string('.', room - (count * size));

        var whole = PostRenderer.Render(post, limits)!;
        Assert.Equal((limits.MaxLength, 0), (whole.Length, whole.LeftOut.Count));

        post.Text += character;
        var cut = PostRenderer.Render(post, limits)!;
        Assert.Equal(["text"], cut.LeftOut);
        Assert.InRange(cut.Length, 1, limits.MaxLength);
        Assert.Equal(whole.Text.Split('\n').Length, cut.Text.Split('\n').Length);
    }

    private static Post Schedule(string language) =>
        new()
        {
            Kind = Post.Types.Kind.Schedule,
            Title = "This week",
            Text = "Come by.",
            Language = language,
            Links =
            {
                new Post.Types.Link { Platform = "twitch", Uri = "https://twitch.tv/me" },
            },
            Tags = { "stars" },
            Schedule = new Schedule
            {
                TimeZone = "Asia/Shanghai",
                Slots =
                {
                    new Schedule.Types.Slot { LocalTime = "2026-05-03T20:30", Title = "Stars, see https://example.org/s" },
                    new Schedule.Types.Slot { LocalTime = "2026-05-01T18:00", Title = "Tea" },
                },
            },
        };

    private static Post Recap(string language) =>
        new()
        {
            Kind = Post.Types.Kind.Recap,
            Title = "Starry night",
            Language = language,
            Links =
            {
                new Post.Types.Link { Platform = "twitch", Uri = "https://twitch.tv/me" },
            },
            Recap = new Recap
            {
                Length = new Duration { Seconds = 7800 },
                Peaks =
                {
                    new Recap.Types.Peak { Platform = "twitch", Viewers = 1210 },
                    new Recap.Types.Peak { Platform = "kick", Viewers = 7 },
                },
            },
        };

    private static Post Clip(string language) =>
        new()
        {
            Kind = Post.Types.Kind.Clip,
            Title = "The comet",
            Language = language,
            Links = { new Post.Types.Link { Uri = "https://youtu.be/x" } },
            Clip = new Clip { Hook = "Wait for the tail", Source = "Starry night" },
        };
}
