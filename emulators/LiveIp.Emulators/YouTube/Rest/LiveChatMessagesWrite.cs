using System.Text.Json.Nodes;
using LiveIp.Emulators.Show;
using LiveIp.Emulators.YouTube.Access;
using LiveIp.Emulators.YouTube.Chat;

namespace LiveIp.Emulators.YouTube.Rest;

/// <summary>POST and DELETE liveChat/messages: what the owner and the bot write in the chat, and what the owner takes out of it.</summary>
internal sealed class LiveChatMessagesWrite(YouTubeStage stage)
{
    private const string Path = "/youtube/v3/liveChat/messages";

    private readonly LiveChatPolls _polls = new(stage);

    public IReadOnlyList<ApiMethod> Methods =>
        [
            // The bot writes too.
            ApiMethod.Acting("POST", Path, Insert, stage.Options.ChatInsertUnits) with
            {
                ByOwner = false,
            },
            ApiMethod.Acting("DELETE", Path, Delete),
            _polls.Method,
        ];

    private Answer Insert(ApiQuery query, Caller caller)
    {
        var parts = query.Parts(MessageProjection.Parts);
        var snippet = query.Body.Part("snippet");
        var chatId = snippet.Text("liveChatId") is { Length: > 0 } id ? id : throw ChatErrors.ChatIdRequired();
        return snippet.Text("type") switch
        {
            null or "" => throw ChatErrors.TypeRequired(),
            "textMessageEvent" => InsertText(caller, chatId, snippet!, parts),
            "pollEvent" => caller.IsOwner ? _polls.Insert(chatId, snippet!, parts) : throw ApiErrors.NotOwner(),
            var other => throw ApiErrors.Invalid("type", $"Invalid value '{other}'."),
        };
    }

    private Answer InsertText(Caller caller, string chatId, JsonObject snippet, IReadOnlySet<string> parts)
    {
        var text = snippet.Part("textMessageDetails").Text("messageText");
        if (string.IsNullOrWhiteSpace(text))
        {
            throw ChatErrors.TextRequired();
        }

        var author = caller.IsOwner ? Viewer.Owner : Viewer.Bot;
        return new Answer(MessageProjection.ToJson(stage.Desk.Insert(author, chatId, text), parts, caller.IsOwner));
    }

    private Answer Delete(ApiQuery query, Caller caller)
    {
        var id = query.Required("id");
        stage.Desk.Delete(id);
        return new Answer(null);
    }
}
