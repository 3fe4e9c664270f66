using LiveIp.Emulators.Show;
using LiveIp.Emulators.Truth;
using LiveIp.Emulators.YouTube.Chat;
using LiveIp.Emulators.YouTube.Wire;
using MessageType = LiveIp.Emulators.YouTube.Wire.LiveChatMessageSnippet.Types.TypeWrapper.Types.Type;

namespace LiveIp.Emulators.YouTube.Live;

/// <summary>Super Chats, Super Stickers and gifts.</summary>
internal static class PaidMessages
{
    private const string Kind = "contribution";
    private const string CountMetric = "contributions.count";

    public static ChatEntry SuperChat(Scene scene, PaidMessageEvent paid)
    {
        var id = scene.Ids.Message(paid.Number);
        var price = PriceTable.SuperChat(paid.Level);
        var row = scene.Row(id, Kind, MessageType.SuperChatEvent, paid.Viewer, paid.Text, price.Amount);
        row.Counts[CountMetric] = 1;
        var message = scene.Message(
            id,
            MessageType.SuperChatEvent,
            paid.Viewer,
            paid.Text.Length == 0
                ? $"{price.Display} from {paid.Viewer.Name}"
                : $"{price.Display} from {paid.Viewer.Name}: \"{paid.Text}\"",
            snippet =>
            {
                var details = new LiveChatSuperChatDetails
                {
                    AmountMicros = (ulong)price.Amount.Micros,
                    Currency = price.Amount.Currency,
                    AmountDisplayString = price.Display,
                    Tier = price.Tier,
                };
                if (paid.Text.Length > 0)
                {
                    details.UserComment = paid.Text;
                }

                snippet.SuperChatDetails = details;
            }
        );
        return new ChatEntry(message, row);
    }

    public static ChatEntry SuperSticker(Scene scene, PaidStickerEvent paid)
    {
        var id = scene.Ids.Message(paid.Number);
        var price = PriceTable.SuperSticker(paid.Level);
        var altText = $"A star that waves, size {price.Tier}";
        var row = scene.Row(id, Kind, MessageType.SuperStickerEvent, paid.Viewer, amount: price.Amount);
        row.Counts[CountMetric] = 1;
        var message = scene.Message(
            id,
            MessageType.SuperStickerEvent,
            paid.Viewer,
            $"{price.Display} from {paid.Viewer.Name}: {altText}",
            snippet =>
                snippet.SuperStickerDetails = new LiveChatSuperStickerDetails
                {
                    AmountMicros = (ulong)price.Amount.Micros,
                    Currency = price.Amount.Currency,
                    AmountDisplayString = price.Display,
                    Tier = price.Tier,
                    SuperStickerMetadata = new SuperStickerMetadata
                    {
                        StickerId = $"star_wave_{price.Tier}",
                        AltText = altText,
                        AltTextLanguage = "en",
                    },
                }
        );
        return new ChatEntry(message, row);
    }

    /// <summary>
    /// A combo is one message that is sent again with every gift; the truth is its last state. Gifts have no quantity and are
    /// never free on this platform.
    /// </summary>
    public static IReadOnlyList<ChatEntry> Gift(Scene scene, GiftEvent gift)
    {
        var id = scene.Ids.Message(gift.Number);
        var (name, jewels) = PriceTable.Gift(gift.Level);
        var combo = Math.Max(1, gift.Combo);
        var amount = new Amount((long)jewels * combo * 1_000_000, PriceTable.JewelCurrency);
        var row = scene.Row(id, Kind, MessageType.GiftEvent, gift.Viewer, amount: amount);
        row.Revision = combo;
        row.Counts[CountMetric] = combo;
        var entries = new ChatEntry[combo];
        for (var n = 1; n <= combo; n++)
        {
            var display = n == 1 ? $"{gift.Viewer.Name} sent {name}" : $"{gift.Viewer.Name} sent {name} x{n}";
            var message = scene.Message(
                id,
                MessageType.GiftEvent,
                gift.Viewer,
                display,
                snippet => snippet.GiftDetails = new LiveChatGiftDetails()
            );
            entries[n - 1] = new ChatEntry(message, row, n, new GiftFacts(name, jewels, n, name));
        }

        return entries;
    }
}
