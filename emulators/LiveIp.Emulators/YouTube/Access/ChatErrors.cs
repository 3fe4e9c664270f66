using Grpc.Core;

namespace LiveIp.Emulators.YouTube.Access;

/// <summary>Refusals of the methods that write in the chat, by the reference of liveChatMessages.</summary>
internal static class ChatErrors
{
    private const string LiveChat = "youtube.liveChat";

    public static ApiException ChatIdRequired() => Bad("liveChatIdRequired", "The liveChatId property is required.");

    public static ApiException TypeRequired() => Bad("typeRequired", "The type property is required.");

    public static ApiException TextRequired() => Bad("messageTextRequired", "The message text is required.");

    public static ApiException TextInvalid() => Bad("messageTextInvalid", "The message text is not valid.");

    /// <summary>A poll is pinned in the chat already.</summary>
    public static ApiException PollActive() => Bad("preconditionCheckFailed", "Precondition check failed.");

    public static ApiException MessageNotFound() =>
        new(404, "notFound", LiveChat, "The live chat message cannot be found.", StatusCode.NotFound);

    public static ApiException NotModifiable() =>
        new(403, "modificationNotAllowed", LiveChat, "The message cannot be changed in this way.", StatusCode.PermissionDenied);

    public static ApiException BanNotFound() => new(404, "liveChatBanNotFound", LiveChat, "The ban cannot be found.", StatusCode.NotFound);

    public static ApiException NotBannable() =>
        new(403, "liveChatBanInsertionNotAllowed", LiveChat, "The specified user cannot be banned.", StatusCode.PermissionDenied);

    private static ApiException Bad(string reason, string message) => new(400, reason, LiveChat, message, StatusCode.InvalidArgument);
}
