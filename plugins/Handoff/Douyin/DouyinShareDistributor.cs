using System.Security.Cryptography;
using LiveIp.Contracts;
using LiveIp.Plugins.Handoff.Kits;
using LiveIp.V1;

namespace LiveIp.Plugins.Handoff.Douyin;

/// <summary>Douyin's share from a web page: the app comes up with the picture or video and the text, and the person publishes.</summary>
internal sealed class DouyinShareDistributor(DouyinShareSettings settings, TicketCache tickets) : IHandoff, IPostMeasure
{
    /// <summary>Of a title, in UTF-16 units.</summary>
    public const int MaxLength = 1000;

    /// <inheritdoc/>
    public Task<PostLimits> GetLimitsAsync(TimeProvider clock, CancellationToken cancellationToken) =>
        Task.FromResult(new PostLimits { Unit = TextUnit.Utf16, MaxLength = MaxLength });

    /// <inheritdoc/>
    public async Task<HandoffKit> PrepareAsync(Post post, IDeliveryContext context, CancellationToken cancellationToken)
    {
        var caption = Caption.Of(context, "Douyin", static text => text.Length, MaxLength);
        if (DouyinShareSettingsValidator.Explain(settings) is { } fault)
        {
            throw new AdapterException(FailureKind.Refused, fault);
        }

        var ticket = await tickets.GetAsync(settings, context.Clock, cancellationToken);
        var nonce = RandomNumberGenerator.GetHexString(16, lowercase: true);
        return new HandoffKit
        {
            Caption = caption,
            Address = ShareAddress.Of(settings, ticket, context.Rendered!, nonce, context.Clock.GetUtcNow()),
            Expires = ticket.Expires,
            Steps =
            [
                new(
                    "Scan the code with a phone that has Douyin, or open the address there. Douyin comes up with the media, the text and the topics.",
                    "用装有抖音的手机扫码或打开地址；抖音会带着素材、文字和话题打开。"
                ),
                new("Where the text is missing, paste the caption.", "如缺少文字，请粘贴文案。"),
                new("Press publish, then say that it is there.", "点击“发布”，然后回来确认已发布。"),
            ],
        };
    }
}
