using LiveIp.Emulators.Show;
using LiveIp.Emulators.YouTube.Chat;
using LiveIp.Emulators.YouTube.Wire;
using MessageType = LiveIp.Emulators.YouTube.Wire.LiveChatMessageSnippet.Types.TypeWrapper.Types.Type;

namespace LiveIp.Emulators.YouTube.Live;

/// <summary>Memberships of the channel, called sponsors in the older half of the interface.</summary>
internal static class MemberMessages
{
    private const string Kind = "membership";
    private const string GainedMetric = "memberships.gained";

    /// <summary>Who is a member already and takes a higher level upgrades, which gains no membership.</summary>
    public static ChatEntry NewSponsor(Scene scene, NewMemberEvent member)
    {
        var id = scene.Ids.Message(member.Number);
        var isUpgrade = member.Viewer.IsMember && member.Level > 1;
        var level = PriceTable.MemberLevel(member.Level);
        var row = scene.Row(id, Kind, MessageType.NewSponsorEvent, member.Viewer);
        if (!isUpgrade)
        {
            row.Counts[GainedMetric] = 1;
        }

        var author = member.Viewer with { IsMember = true };
        var message = scene.Message(
            id,
            MessageType.NewSponsorEvent,
            author,
            isUpgrade ? $"{author.Name} upgraded membership to {level}!" : $"Welcome to {level}, {author.Name}!",
            snippet => snippet.NewSponsorDetails = new LiveChatNewSponsorDetails { MemberLevelName = level, IsUpgrade = isUpgrade }
        );
        return new ChatEntry(message, row);
    }

    public static ChatEntry Milestone(Scene scene, RenewalEvent renewal)
    {
        var id = scene.Ids.Message(renewal.Number);
        var display = $"{renewal.Viewer.Name} has been a member for {renewal.Months} months!";
        var message = scene.Message(
            id,
            MessageType.MemberMilestoneChatEvent,
            renewal.Viewer with
            {
                IsMember = true,
            },
            renewal.Text.Length == 0 ? display : $"{display} \"{renewal.Text}\"",
            snippet =>
            {
                var details = new LiveChatMemberMilestoneChatDetails
                {
                    MemberLevelName = PriceTable.MemberLevel(renewal.Level),
                    MemberMonth = (uint)renewal.Months,
                };
                if (renewal.Text.Length > 0)
                {
                    details.UserComment = renewal.Text;
                }

                snippet.MemberMilestoneChatDetails = details;
            }
        );
        return new ChatEntry(message, scene.Row(id, Kind, MessageType.MemberMilestoneChatEvent, renewal.Viewer, renewal.Text));
    }

    /// <summary>One message for the purchase, which alone is counted, and one for everybody who received.</summary>
    public static IReadOnlyList<ChatEntry> Gifting(Scene scene, MembershipGiftEvent gift)
    {
        var id = scene.Ids.Message(gift.Number);
        var level = PriceTable.MemberLevel(gift.Level);
        var count = gift.Recipients.Count;
        var row = scene.Row(id, Kind, MessageType.MembershipGiftingEvent, gift.Viewer);
        row.Counts[GainedMetric] = count;
        var purchase = scene.Message(
            id,
            MessageType.MembershipGiftingEvent,
            gift.Viewer,
            $"{gift.Viewer.Name} gifted {count} {level} memberships",
            snippet =>
                snippet.MembershipGiftingDetails = new LiveChatMembershipGiftingDetails
                {
                    GiftMembershipsCount = count,
                    GiftMembershipsLevelName = level,
                }
        );
        return [new ChatEntry(purchase, row), .. gift.Recipients.Select((recipient, i) => Received(scene, gift, recipient, i + 1))];
    }

    private static ChatEntry Received(Scene scene, MembershipGiftEvent gift, Viewer recipient, int part)
    {
        var id = scene.Ids.Message(gift.Number, part);
        var message = scene.Message(
            id,
            MessageType.GiftMembershipReceivedEvent,
            recipient with
            {
                IsMember = true,
            },
            $"{recipient.Name} was gifted a membership by {gift.Viewer.Name}",
            snippet =>
                snippet.GiftMembershipReceivedDetails = new LiveChatGiftMembershipReceivedDetails
                {
                    MemberLevelName = PriceTable.MemberLevel(gift.Level),
                    GifterChannelId = scene.Ids.Channel(gift.Viewer),
                    AssociatedMembershipGiftingMessageId = scene.Ids.Message(gift.Number),
                }
        );
        return new ChatEntry(message, scene.Row(id, Kind, MessageType.GiftMembershipReceivedEvent, recipient));
    }
}
