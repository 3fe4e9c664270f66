using System.Web;
using LiveIp.Contracts;
using LiveIp.Plugins.Handoff.Weibo;
using LiveIp.Plugins.Testing;
using LiveIp.V1;

namespace LiveIp.Plugins.Handoff.Tests;

public sealed class WeiboShareTests
{
    [Fact]
    public async Task The_page_comes_up_with_the_text_the_first_link_and_the_picture()
    {
        var kit = await PrepareAsync(Texts.Announcement(), new Uri("https://example.org/封面.png"));

        Assert.Equal("http://service.weibo.com/share/share.php", kit.Address!.GetLeftPart(UriPartial.Path));
        var query = HttpUtility.ParseQueryString(kit.Address.Query);
        Assert.Equal(Texts.Link, query["url"]);
        Assert.Equal(Texts.Announcement().Text.Replace(Texts.Link, "", StringComparison.Ordinal), query["title"]);
        Assert.Equal("https://example.org/%E5%B0%81%E9%9D%A2.png", query["pic"]);
        Assert.Equal(Texts.Announcement().Text, kit.Caption);
    }

    [Fact]
    public async Task Without_a_link_or_a_picture_there_is_the_text_alone_and_nothing_of_it_is_taken_for_another_field()
    {
        var kit = await PrepareAsync(new RenderedPost { Text = "50% & more? #夜空# +1" });

        Assert.Equal("?title=50%25%20%26%20more%3F%20%23%E5%A4%9C%E7%A9%BA%23%20%2B1", kit.Address!.Query);
    }

    private static Task<HandoffKit> PrepareAsync(RenderedPost rendered, Uri? picture = null) =>
        new WeiboShareDistributor(new WeiboShareSettings { Account = "me", Picture = picture }).PrepareAsync(
            new Post(),
            new DeliveryContext(TimeProvider.System, rendered),
            CancellationToken.None
        );
}
