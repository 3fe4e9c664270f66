using LiveIp.Contracts;
using LiveIp.Plugins.Handoff.Douyin;
using LiveIp.Plugins.Handoff.Kits;
using LiveIp.Plugins.Handoff.Tests.Support;
using LiveIp.Plugins.Handoff.Weibo;
using LiveIp.Plugins.Testing;
using LiveIp.V1;

namespace LiveIp.Plugins.Handoff.Tests;

/// <summary>What holds for each network of the plugin.</summary>
public sealed class KitTests
{
    private static readonly AccountSettings Account = new() { Account = "夜空电台" };

    private static IEnumerable<string> Networks => ["xiaohongshu", "weixin-channels", "kuaishou", "weibo-share", "douyin-share"];

    [Fact]
    public async Task Every_kit_has_steps_in_both_languages_and_one_unit_too_much_is_told_with_its_measure()
    {
        await using var douyin = new DouyinStandIn();
        foreach (var network in Networks)
        {
            var distributor = Create(network, douyin);
            var limits = await ((IPostMeasure)distributor).GetLimitsAsync(TimeProvider.System, CancellationToken.None);

            var kit = await PrepareAsync(distributor, Texts.Of("a", limits.MaxLength, limits.Unit));
            var tooLong = await Assert.ThrowsAsync<AdapterException>(() =>
                PrepareAsync(distributor, Texts.Of("a", limits.MaxLength + 1, limits.Unit))
            );

            Assert.NotEmpty(kit.Steps);
            Assert.All(
                kit.Steps,
                static step => Assert.False(string.IsNullOrWhiteSpace(step.English) || string.IsNullOrWhiteSpace(step.Chinese))
            );
            Assert.Contains($"{limits.MaxLength + 1} of {limits.MaxLength}", tooLong.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("xiaohongshu", 1000, TextUnit.Utf16, TagStyle.Hash)]
    [InlineData("weixin-channels", 1000, TextUnit.Utf16, TagStyle.Hash)]
    [InlineData("kuaishou", 500, TextUnit.Utf16, TagStyle.Hash)]
    [InlineData("weibo-share", 280, TextUnit.HalfWidth, TagStyle.HashBoth)]
    [InlineData("douyin-share", 1000, TextUnit.Utf16, TagStyle.Hash)]
    public async Task The_measure_is_the_networks(string network, int length, TextUnit unit, TagStyle tags)
    {
        await using var douyin = new DouyinStandIn();

        var limits = await ((IPostMeasure)Create(network, douyin)).GetLimitsAsync(TimeProvider.System, CancellationToken.None);

        Assert.Equal((length, unit, tags), (limits.MaxLength, limits.Unit, limits.Tags));
    }

    [Theory]
    [InlineData("xiaohongshu")]
    [InlineData("weixin-channels")]
    [InlineData("kuaishou")]
    public async Task Files_are_named_in_the_steps(string network)
    {
        await using var douyin = new DouyinStandIn();
        var distributor = (IHandoff)Create(network, douyin);
        var context = new DeliveryContext(TimeProvider.System, Texts.Announcement())
        {
            Media = [MediaContent.Video([1]), MediaContent.Image([1], isCover: true)],
        };

        var kit = await distributor.PrepareAsync(new Post { Text = "Look" }, context, CancellationToken.None);
        var limits = await ((IPostMedia)distributor).GetMediaLimitsAsync(TimeProvider.System, CancellationToken.None);

        Assert.Contains(kit.Steps, static s => s is { English: "Upload clip.mp4.", Chinese: "上传 clip.mp4。" });
        Assert.Contains(kit.Steps, static s => s is { English: "Choose sky.jpg as the cover.", Chinese: "选择 sky.jpg 作为封面。" });
        Assert.True(limits is { IsRequired: false, Images: not null, Videos: not null, Cover: not null });
    }

    [Theory]
    [InlineData("xiaohongshu", "https://creator.xiaohongshu.com/publish/publish")]
    [InlineData("weixin-channels", "https://channels.weixin.qq.com/platform/post/create")]
    [InlineData("kuaishou", "https://cp.kuaishou.com/article/publish/video")]
    public async Task The_steps_begin_at_the_networks_page_under_the_persons_name(string network, string page)
    {
        await using var douyin = new DouyinStandIn();

        var kit = await PrepareAsync(Create(network, douyin), Texts.Announcement());

        Assert.Equal(page, kit.Address!.AbsoluteUri);
        Assert.Contains("夜空电台", kit.Steps[0].English, StringComparison.Ordinal);
        Assert.Contains("夜空电台", kit.Steps[0].Chinese, StringComparison.Ordinal);
        Assert.Null(kit.Expires);
    }

    [Theory]
    [InlineData("一二三四五六七八九十一二三四五六七八九十", "一二三四五六七八九十一二三四五六七八九十")]
    [InlineData("一二三四五六七八九十一二三四五六七八九十一", "一二三四五六七八九十一二三四五六七八九十")]
    [InlineData("一二三四五六七八九十👨‍👩‍👧‍👦", "一二三四五六七八九十")]
    [InlineData("first line\nsecond", "first line")]
    public void A_title_is_cut_between_characters(string title, string shown)
    {
        Assert.Equal(shown, Caption.Title(new Post { Title = title, Text = "text" }, XiaohongshuDistributor.MaxTitle));
    }

    [Fact]
    public async Task Without_a_title_the_texts_first_line_is_one_and_without_both_there_is_no_such_step()
    {
        var distributor = new XiaohongshuDistributor(Account);

        var named = await PrepareAsync(distributor, Texts.Announcement(), new Post { Text = "Tea\nand stars" });
        var bare = await PrepareAsync(distributor, Texts.Announcement(), new Post());

        Assert.Contains(named.Steps, static s => s.English.EndsWith(": Tea", StringComparison.Ordinal));
        Assert.Equal(named.Steps.Count - 1, bare.Steps.Count);
    }

    internal static IHandoff Create(string network, DouyinStandIn douyin) =>
        network switch
        {
            "xiaohongshu" => new XiaohongshuDistributor(Account),
            "weixin-channels" => new WeixinChannelsDistributor(Account),
            "kuaishou" => new KuaishouDistributor(Account),
            "weibo-share" => new WeiboShareDistributor(new WeiboShareSettings { Account = "夜空电台" }),
            _ => new DouyinShareDistributor(douyin.Settings, new TicketCache()),
        };

    internal static Task<HandoffKit> PrepareAsync(IHandoff distributor, RenderedPost? rendered, Post? post = null) =>
        distributor.PrepareAsync(
            post ?? new Post { Title = "开播了" },
            new DeliveryContext(TimeProvider.System, rendered),
            CancellationToken.None
        );
}
