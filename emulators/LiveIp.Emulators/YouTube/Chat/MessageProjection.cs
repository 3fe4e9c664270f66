using System.Text;
using System.Text.Json.Nodes;
using Google.Protobuf;
using LiveIp.Emulators.YouTube.Wire;
using BanType = LiveIp.Emulators.YouTube.Wire.LiveChatUserBannedMessageDetails.Types.BanTypeWrapper.Types.BanType;
using MessageType = LiveIp.Emulators.YouTube.Wire.LiveChatMessageSnippet.Types.TypeWrapper.Types.Type;
using PollStatus = LiveIp.Emulators.YouTube.Wire.LiveChatPollDetails.Types.PollStatusWrapper.Types.PollStatus;

namespace LiveIp.Emulators.YouTube.Chat;

/// <summary>
/// What one caller sees of a message: the requested parts, and tallies of polls only with the owner's token. Protobuf's JSON
/// mapping is REST's (64-bit integers as strings), except that REST writes enum values in camel case and spells gifts out.
/// </summary>
internal static class MessageProjection
{
    public static readonly string[] Parts = ["id", "snippet", "authorDetails"];

    public static LiveChatMessage Project(ChatEntry entry, IReadOnlySet<string> parts, bool isOwner)
    {
        var source = entry.Message;
        var withSnippet = parts.Contains("snippet");
        var withAuthor = parts.Contains("authorDetails");
        var poll = source.Snippet.PollDetails;
        if (withSnippet && withAuthor && (poll is null || isOwner))
        {
            return source;
        }

        var message = source.Clone();
        if (!withSnippet)
        {
            message.Snippet = null;
        }
        else if (poll is not null && !isOwner)
        {
            foreach (var option in message.Snippet.PollDetails.Metadata.Options)
            {
                option.ClearTally();
            }
        }

        if (!withAuthor)
        {
            message.AuthorDetails = null;
        }

        return message;
    }

    public static JsonObject ToJson(ChatEntry entry, IReadOnlySet<string> parts, bool isOwner)
    {
        var message = Project(entry, parts, isOwner);
        var json = JsonNode.Parse(JsonFormatter.Default.Format(message))!.AsObject();
        if (json["snippet"] is JsonObject snippet)
        {
            snippet["type"] = TypeName(message.Snippet.Type);
            if (snippet["userBannedDetails"] is JsonObject ban)
            {
                ban["banType"] = message.Snippet.UserBannedDetails.BanType == BanType.Permanent ? "permanent" : "temporary";
            }

            if (snippet["pollDetails"] is JsonObject poll)
            {
                poll["status"] = message.Snippet.PollDetails.Status == PollStatus.Active ? "active" : "closed";
            }

            if (entry.Gift is { } gift)
            {
                snippet["giftDetails"] = GiftJson(gift);
            }
        }

        return json;
    }

    /// <summary>TEXT_MESSAGE_EVENT is "textMessageEvent" in REST.</summary>
    public static string TypeName(MessageType type)
    {
        var name = type.ToString();
        return new StringBuilder(name.Length).Append(char.ToLowerInvariant(name[0])).Append(name, 1, name.Length - 1).ToString();
    }

    private static JsonObject GiftJson(GiftFacts gift) =>
        new()
        {
            ["giftName"] = gift.Name,
            ["giftUrl"] = $"https://www.gstatic.com/youtube/img/gifts/{gift.Name.ToLowerInvariant()}.png",
            ["giftDuration"] = "5s",
            ["jewelsAmount"] = gift.Jewels,
            ["comboCount"] = gift.Combo,
            ["hasVisualEffect"] = gift.Jewels >= 50,
            ["altText"] = gift.AltText,
            ["language"] = "en",
        };
}
