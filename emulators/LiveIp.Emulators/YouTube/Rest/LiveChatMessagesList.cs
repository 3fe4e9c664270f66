using System.Text.Json.Nodes;
using LiveIp.Emulators.YouTube.Access;
using LiveIp.Emulators.YouTube.Chat;

namespace LiveIp.Emulators.YouTube.Rest;

/// <summary>GET liveChat/messages: the polled chat, oldest first. The first page, without a token, holds the recent history only.</summary>
internal sealed class LiveChatMessagesList(YouTubeStage stage, TimeProvider clock)
{
    private readonly PollingGuard _guard = new(stage.Options.PollingInterval, clock);

    public ApiMethod Method => new("/youtube/v3/liveChat/messages", Quota.ChatUnits, OwnerOnly: false, List);

    private Answer List(ApiQuery query, Caller caller)
    {
        var parts = query.Parts(MessageProjection.Parts);
        var chatId = query.Required("liveChatId");
        var maxResults = query.Number("maxResults", 200, 2000, 500);
        _ = query.Number("profileImageSize", 16, 720, 88);
        var broadcast = stage.Channel.ByChat(chatId);
        var chat = broadcast.Chat;
        PageCursor? cursor = null;
        if (query.Text("pageToken") is { } token)
        {
            cursor = stage.Tokens.Read(chatId, token) ?? throw ApiErrors.ChatPageTokenInvalid();
        }

        if (chat.IsOver(cursor?.Position))
        {
            throw ApiErrors.ChatEnded();
        }

        _guard.Check(cursor, caller);
        var page = chat.Read(cursor?.Position ?? chat.RecentStart(), maxResults);
        return new Answer(Body(chatId, page, parts, caller), () => chat.Delivered(page.Entries));
    }

    private JsonObject Body(string chatId, ChatPage page, IReadOnlySet<string> parts, Caller caller)
    {
        var body = new JsonObject
        {
            ["kind"] = "youtube#liveChatMessageListResponse",
            ["pollingIntervalMillis"] = (long)stage.Options.PollingInterval.TotalMilliseconds,
            ["pageInfo"] = new JsonObject { ["totalResults"] = page.Entries.Count, ["resultsPerPage"] = page.Entries.Count },
            ["nextPageToken"] = stage.Tokens.Write(chatId, new PageCursor(page.Next, clock.GetUtcNow())),
        };
        if (page.OfflineAt is { } offlineAt)
        {
            body["offlineAt"] = MessageFactory.Timestamp(offlineAt);
        }

        if (page.ActivePoll is { } poll)
        {
            body["activePollItem"] = MessageProjection.ToJson(poll, parts, caller.IsOwner);
        }

        body["items"] = new JsonArray([.. page.Entries.Select(entry => (JsonNode)MessageProjection.ToJson(entry, parts, caller.IsOwner))]);
        return body;
    }
}
