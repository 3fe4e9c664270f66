using LiveIp.Contracts;
using LiveIp.Plugins.Handoff.Kits;
using LiveIp.Plugins.Text;
using LiveIp.V1;

namespace LiveIp.Plugins.Handoff.Weibo;

/// <summary>
/// Weibo's share page, which comes up with the post in it and needs no key: http://service.weibo.com/share/share.php with url, title
/// and pic (https://open.weibo.com/sharebutton).
/// </summary>
internal sealed class WeiboShareDistributor(WeiboShareSettings settings) : IHandoff, IPostMeasure
{
    /// <summary>140 Chinese characters, in half-widths.</summary>
    public const int MaxLength = 280;

    private const string Page = "http://service.weibo.com/share/share.php";

    /// <inheritdoc/>
    public Task<PostLimits> GetLimitsAsync(TimeProvider clock, CancellationToken cancellationToken) =>
        Task.FromResult(
            new PostLimits
            {
                Unit = TextUnit.HalfWidth,
                MaxLength = MaxLength,
                Tags = TagStyle.HashBoth,
            }
        );

    /// <inheritdoc/>
    public Task<HandoffKit> PrepareAsync(Post post, IDeliveryContext context, CancellationToken cancellationToken)
    {
        var caption = Caption.Of(context, "Weibo", HalfWidths.Of, MaxLength);
        return Task.FromResult(
            new HandoffKit
            {
                Caption = caption,
                Address = Share(context.Rendered!),
                Steps =
                [
                    new(
                        $"Open the address, or scan the code with a phone that is signed in on Weibo as {settings.Account}. The text stands there already.",
                        $"打开地址，或用已登录微博账号“{settings.Account}”的手机扫码；文字已填好。"
                    ),
                    new("Where it does not, paste the caption.", "如未填好，请粘贴文案。"),
                    new("Press share, then say that it is there.", "点击“分享”，然后回来确认已发布。"),
                ],
            }
        );
    }

    /// <summary>The page writes `url` behind `title`, so the first link is given there and taken out of the text.</summary>
    private Uri Share(RenderedPost rendered)
    {
        var link = rendered.Spans.FirstOrDefault(static s => s.Kind == TextSpan.Types.Kind.Link);
        var text = link is null ? rendered.Text : rendered.Text.Remove(link.Start, link.Length);
        var query = new List<string> { $"title={Uri.EscapeDataString(text.Trim())}" };
        if (link is not null)
        {
            query.Insert(0, $"url={Uri.EscapeDataString(link.Target)}");
        }

        if (settings.Picture is { } picture)
        {
            query.Add($"pic={Uri.EscapeDataString(picture.AbsoluteUri)}");
        }

        return new Uri($"{Page}?{string.Join('&', query)}");
    }
}
