using LiveIp.Emulators.Show;
using LiveIp.Emulators.Truth;
using LiveIp.Emulators.YouTube.Chat;
using LiveIp.Emulators.YouTube.Wire;
using MessageType = LiveIp.Emulators.YouTube.Wire.LiveChatMessageSnippet.Types.TypeWrapper.Types.Type;

namespace LiveIp.Emulators.YouTube.Live;

/// <summary>Where and when something happens: makes the message of the platform together with its row of the truth.</summary>
internal sealed record Scene(Identifiers Ids, MessageFactory Messages, string Channel, string ChatId, DateTimeOffset Now)
{
    /// <summary>The truth about a message, by docs/normalization.md.</summary>
    public TruthRow Row(string id, string kind, MessageType type, Viewer? author, string? text = null, Amount? amount = null) =>
        new()
        {
            Id = id,
            Platform = YouTubeStage.Name,
            Channel = Channel,
            Kind = kind,
            Type = MessageProjection.TypeName(type),
            Actor = author is null ? null : $"youtube:{Ids.Channel(author)}",
            Amount = amount,
            TextSha256 = TruthRow.Hash(text),
            At = Now,
        };

    public LiveChatMessage Message(
        string id,
        MessageType type,
        Viewer? author,
        string? display,
        Action<LiveChatMessageSnippet>? details = null,
        DateTimeOffset? at = null
    ) => Messages.Create(id, ChatId, type, author, at ?? Now, display, details);
}
