using System.Text.Json.Nodes;
using LiveIp.Emulators.YouTube.Access;
using LiveIp.Emulators.YouTube.Chat;

namespace LiveIp.Emulators.YouTube.Rest;

/// <summary>POST and DELETE liveChat/messages: what the owner writes in the chat, and takes out of it.</summary>
internal sealed class LiveChatMessagesWrite(YouTubeStage stage)
{
    private const string Path = "/youtube/v3/liveChat/messages";

    public IReadOnlyList<ApiMethod> Methods =>
        [ApiMethod.Acting("POST", Path, Insert, stage.Options.ChatInsertUnits), ApiMethod.Acting("DELETE", Path, Delete)];

    private Answer Insert(ApiQuery query, Caller caller)
    {
        var parts = query.Parts(MessageProjection.Parts);
        var snippet = query.Body.Part("snippet");
        var chatId = snippet.Text("liveChatId") is { Length: > 0 } id ? id : throw ChatErrors.ChatIdRequired();
        return snippet.Text("type") switch
        {
            null or "" => throw ChatErrors.TypeRequired(),
            "textMessageEvent" => InsertText(chatId, snippet!, parts),
            var other => throw ApiErrors.Invalid("type", $"Invalid value '{other}'."),
        };
    }

    private Answer InsertText(string chatId, JsonObject snippet, IReadOnlySet<string> parts)
    {
        var text = snippet.Part("textMessageDetails").Text("messageText");
        if (string.IsNullOrWhiteSpace(text))
        {
            throw ChatErrors.TextRequired();
        }

        return new Answer(MessageProjection.ToJson(stage.Desk.Insert(chatId, text), parts, isOwner: true));
    }

    private Answer Delete(ApiQuery query, Caller caller)
    {
        stage.Desk.Delete(query.Required("id"));
        return new Answer(null);
    }
}
