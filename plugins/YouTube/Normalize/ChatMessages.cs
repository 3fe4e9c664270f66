using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using LiveIp.Contracts;
using LiveIp.Plugins.YouTube.Api;
using LiveIp.Plugins.YouTube.Api.Data;
using LiveIp.V1;

namespace LiveIp.Plugins.YouTube.Normalize;

/// <summary>liveChatMessage -> event, by the table in docs/normalization.md. Never throws, never drops.</summary>
internal static class ChatMessages
{
    public const string GiftType = "giftEvent";

    /// <summary>From JSON, as the REST call lists them.</summary>
    public static LiveEvent Normalize(JsonElement item, MessageContext context)
    {
        LiveChatMessage? message;
        var content = JsonMarshal.GetRawUtf8Value(item);
        if (content.Length > UnreadableSample.MaxMessageBytes)
        {
            return VendorEvents.Unreadable(
                "unreadable",
                content,
                "The message is longer than any message.",
                context.Broadcast,
                context.Now
            );
        }

        if (item.ValueKind != JsonValueKind.Object)
        {
            return VendorEvents.Unreadable("unreadable", content, "Not a JSON object.", context.Broadcast, context.Now);
        }

        try
        {
            message = item.Deserialize(YouTubeJson.Default.LiveChatMessage);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            return VendorEvents.Unreadable(VendorEvents.TypeIn(item), Raw(item), "The JSON has another shape than documented.", context);
        }

        return Normalize(message ?? new LiveChatMessage(), context, () => Raw(item));
    }

    // GetRawText would throw on bytes that are not UTF-8; these come out as replacement characters.
    private static string Raw(JsonElement item) => Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(item));

    /// <param name="message">What came.</param>
    /// <param name="context">Where and when.</param>
    /// <param name="raw">The message as JSON; asked for only when it becomes a vendor event.</param>
    public static LiveEvent Normalize(LiveChatMessage message, MessageContext context, Func<string> raw)
    {
        var snippet = message.Snippet;
        if (message.Id is null || !UnreadableSample.IsId(message.Id) || snippet is null || string.IsNullOrEmpty(snippet.Type))
        {
            return VendorEvents.Unreadable(
                snippet?.Type,
                raw(),
                "The message lacks its id, snippet or type, or the id is longer than any id.",
                context,
                message.Id
            );
        }

        var happened = new LiveEvent
        {
            Id = message.Id,
            Broadcast = context.Broadcast,
            OccurredAt = Timestamps.ParseOr(snippet.PublishedAt, context.Now),
            Actor = People.Actor(message.AuthorDetails, snippet.AuthorChannelId),
        };
        var understood = Fill(happened, snippet);
        if (understood is null)
        {
            happened.Vendor = VendorEvents.Body(snippet.Type, raw(), "");
        }
        else if (understood is false)
        {
            happened.Vendor = VendorEvents.Body(snippet.Type, raw(), "The details that belong to this type are missing or make no sense.");
        }

        return happened;
    }

    /// <summary>True: the body is set. False: known, but it could not be read. Null: of no common meaning.</summary>
    private static bool? Fill(LiveEvent happened, LiveChatMessageSnippet snippet) =>
        snippet.Type switch
        {
            "textMessageEvent" => Text(happened, snippet),
            "superChatEvent" => Contributions.SuperChat(happened, snippet.SuperChatDetails),
            "superStickerEvent" => Contributions.SuperSticker(happened, snippet.SuperStickerDetails),
            "fanFundingEvent" => Contributions.FanFunding(happened, snippet.FanFundingEventDetails),
            GiftType => Contributions.Gift(happened, snippet.GiftDetails ?? snippet.GiftEventDetails?.GiftMetadata),
            "newSponsorEvent" => Memberships.New(happened, snippet.NewSponsorDetails),
            "memberMilestoneChatEvent" => Memberships.Milestone(happened, snippet.MemberMilestoneChatDetails),
            "membershipGiftingEvent" => Memberships.Given(happened, snippet.MembershipGiftingDetails),
            "giftMembershipReceivedEvent" => Memberships.Received(happened, snippet.GiftMembershipReceivedDetails),
            "messageDeletedEvent" => Retractions.Deleted(happened, snippet.MessageDeletedDetails),
            "messageRetractedEvent" => Retractions.Retracted(happened, snippet.MessageRetractedDetails),
            "userBannedEvent" => Retractions.Banned(happened, snippet.UserBannedDetails),
            "tombstone" => Retractions.Tombstone(happened),
            "pollEvent" => Polls.Poll(happened, snippet.PollDetails),
            "chatEndedEvent" => ChatEnded(happened),
            "sponsorOnlyModeStartedEvent" => MembersOnly(happened, "true"),
            "sponsorOnlyModeEndedEvent" => MembersOnly(happened, "false"),
            _ => null,
        };

    private static bool Text(LiveEvent happened, LiveChatMessageSnippet snippet)
    {
        // The text is there twice; the details are the message, the other is what a viewer is shown.
        var text = snippet.TextMessageDetails?.MessageText ?? snippet.DisplayMessage;
        if (text is null)
        {
            return false;
        }

        happened.ChatMessage = new ChatMessage { Kind = ChatMessage.Types.Kind.Text, Text = text };
        if (text.Length > 0)
        {
            happened.ChatMessage.Fragments.Add(new Fragment { Kind = Fragment.Types.Kind.Text, Text = text });
        }

        return true;
    }

    private static bool ChatEnded(LiveEvent happened)
    {
        happened.BroadcastState = new BroadcastState { State = BroadcastState.Types.State.ChatEnded };
        return true;
    }

    private static bool MembersOnly(LiveEvent happened, string on)
    {
        happened.ChannelUpdate = new ChannelUpdate { ChatRules = { ["members_only"] = on } };
        return true;
    }
}

/// <summary>What a message does not say itself.</summary>
/// <param name="Broadcast">In whose chat it stands.</param>
/// <param name="Now">Stands in for a time that is missing.</param>
internal sealed record MessageContext(string Broadcast, DateTimeOffset Now);
