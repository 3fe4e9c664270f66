using System.Globalization;
using LiveIp.Emulators.Show;
using LiveIp.Emulators.YouTube.Wire;
using MessageType = LiveIp.Emulators.YouTube.Wire.LiveChatMessageSnippet.Types.TypeWrapper.Types.Type;

namespace LiveIp.Emulators.YouTube.Chat;

/// <summary>Makes liveChatMessage resources: the frame around the details, and the author.</summary>
internal sealed class MessageFactory(Identifiers ids)
{
    /// <summary>Null author: the platform itself speaks. Null display text: the message is silent.</summary>
    public LiveChatMessage Create(
        string id,
        string chatId,
        MessageType type,
        Viewer? author,
        DateTimeOffset at,
        string? display,
        Action<LiveChatMessageSnippet>? details = null
    )
    {
        var snippet = new LiveChatMessageSnippet
        {
            Type = type,
            LiveChatId = chatId,
            PublishedAt = Timestamp(at),
            HasDisplayContent = display is not null,
        };
        if (display is not null)
        {
            snippet.DisplayMessage = display;
        }

        details?.Invoke(snippet);
        var message = new LiveChatMessage
        {
            Kind = "youtube#liveChatMessage",
            Id = id,
            Snippet = snippet,
        };
        if (author is not null)
        {
            snippet.AuthorChannelId = ids.Channel(author);
            message.AuthorDetails = new LiveChatMessageAuthorDetails
            {
                ChannelId = ids.Channel(author),
                ChannelUrl = ChannelUrl(author),
                DisplayName = author.Name,
                ProfileImageUrl = ImageUrl(author),
                IsVerified = false,
                IsChatOwner = author.Number == Viewer.Owner.Number,
                IsChatSponsor = author.IsMember,
                IsChatModerator = author.IsModerator,
            };
        }

        message.Etag = Identifiers.Etag(message.ToString());
        return message;
    }

    public ChannelProfileDetails Profile(Viewer viewer) =>
        new()
        {
            ChannelId = ids.Channel(viewer),
            ChannelUrl = ChannelUrl(viewer),
            DisplayName = viewer.Name,
            ProfileImageUrl = ImageUrl(viewer),
        };

    /// <summary>RFC 3339 with microseconds and a numeric offset, as the chat writes it.</summary>
    public static string Timestamp(DateTimeOffset at) =>
        at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'+00:00'", CultureInfo.InvariantCulture);

    private string ChannelUrl(Viewer viewer) => $"http://www.youtube.com/channel/{ids.Channel(viewer)}";

    private static string ImageUrl(Viewer viewer) => $"https://yt3.ggpht.com/emulated-{viewer.Number}=s88-c-k-c0x00ffffff-no-rj";
}
