using LiveIp.Plugins.YouTube.Api.Data;
using LiveIp.V1;
using Kind = LiveIp.V1.Contribution.Types.Kind;

namespace LiveIp.Plugins.YouTube.Normalize;

/// <summary>Super Chat, Super Stickers, gifts and their forerunner -> contribution.</summary>
internal static class Contributions
{
    private const string Jewel = "x-yt-jewel";
    private const int MicrosPerUnit = 1_000_000;

    public static bool SuperChat(LiveEvent happened, LiveChatSuperChatDetails? details)
    {
        if (details is null || Fiat(details.AmountMicros, details.Currency) is not { } money)
        {
            return false;
        }

        happened.Contribution = Paid(Kind.PaidMessage, money, details.UserComment, details.Tier);
        return true;
    }

    public static bool FanFunding(LiveEvent happened, LiveChatFanFundingEventDetails? details)
    {
        if (details is null || Fiat(details.AmountMicros, details.Currency) is not { } money)
        {
            return false;
        }

        happened.Contribution = Paid(Kind.PaidMessage, money, details.UserComment, null);
        return true;
    }

    public static bool SuperSticker(LiveEvent happened, LiveChatSuperStickerDetails? details)
    {
        if (details is null || Fiat(details.AmountMicros, details.Currency) is not { } money)
        {
            return false;
        }

        happened.Contribution = Paid(Kind.PaidSticker, money, null, details.Tier);
        happened.Contribution.ItemId = details.SuperStickerMetadata?.StickerId ?? "";
        happened.Contribution.ItemName = details.SuperStickerMetadata?.AltText ?? "";
        return true;
    }

    /// <summary>YouTube sends the same message again with a higher count: all of the combo so far, so it replaces and never adds.</summary>
    public static bool Gift(LiveEvent happened, LiveChatGiftDetails? details)
    {
        var count = details?.ComboCount ?? 1;
        if (details is null || count < 1 || details.JewelsAmount is < 0)
        {
            return false;
        }

        happened.Revision = count;
        happened.Contribution = new Contribution
        {
            Kind = Kind.Gift,
            Count = count,
            ComboCount = count,
            ItemName = details.GiftName ?? "",
        };
        if (details.JewelsAmount is > 0 and var jewels)
        {
            var micros = (Int128)jewels * count * MicrosPerUnit;
            happened.Contribution.Paid = true;
            happened.Contribution.Money = new Money
            {
                Micros = micros > long.MaxValue ? long.MaxValue : (long)micros,
                Currency = Jewel,
                Kind = Money.Types.Kind.Virtual,
            };
        }

        return true;
    }

    private static Contribution Paid(Kind kind, Money money, string? text, uint? tier) =>
        new()
        {
            Kind = kind,
            Money = money,
            Count = 1,
            Paid = true,
            Text = text ?? "",
            Tier = (int)Math.Min(tier ?? 0, int.MaxValue),
        };

    private static Money? Fiat(ulong? micros, string? currency) =>
        micros is { } amount and <= long.MaxValue && !string.IsNullOrEmpty(currency)
            ? new Money
            {
                Micros = (long)amount,
                Currency = currency,
                Kind = Money.Types.Kind.Fiat,
            }
            : null;
}
