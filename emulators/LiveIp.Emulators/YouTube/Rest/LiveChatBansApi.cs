using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LiveIp.Emulators.YouTube.Access;

namespace LiveIp.Emulators.YouTube.Rest;

/// <summary>POST and DELETE liveChat/bans. There is no list: who loses the id of a ban cannot lift it.</summary>
internal sealed class LiveChatBansApi(YouTubeStage stage)
{
    private const string Path = "/youtube/v3/liveChat/bans";
    private const long DefaultSeconds = 300;

    private static readonly string[] KnownParts = ["id", "snippet"];

    public IReadOnlyList<ApiMethod> Methods => [ApiMethod.Acting("POST", Path, Insert), ApiMethod.Acting("DELETE", Path, Delete)];

    private Answer Insert(ApiQuery query, Caller caller)
    {
        var parts = query.Parts(KnownParts);
        var snippet = query.Body.Part("snippet");
        var chatId = snippet.Text("liveChatId") is { Length: > 0 } id ? id : throw ChatErrors.ChatIdRequired();
        // Since 2026-07-09 it has no default.
        var type = snippet.Text("type") switch
        {
            null or "" => throw ChatErrors.TypeRequired(),
            ("permanent" or "temporary") and var known => known,
            var other => throw ApiErrors.Invalid("type", $"Invalid value '{other}'."),
        };
        var person = snippet!.Part("bannedUserDetails").Text("channelId") ?? "";
        if (person.Length != 24 || !person.StartsWith("UC", StringComparison.Ordinal))
        {
            throw ApiErrors.Invalid("channelId", $"Invalid value '{person}'.");
        }

        var seconds = type == "temporary" ? Seconds(snippet!["banDurationSeconds"]) : (long?)null;
        var ban = stage.Desk.Ban(chatId, person, seconds);
        var told = new JsonObject
        {
            ["liveChatId"] = chatId,
            ["type"] = type,
            ["bannedUserDetails"] = new JsonObject { ["channelId"] = person },
        };
        if (seconds is { } duration)
        {
            told["banDurationSeconds"] = ListEnvelope.Int64(duration);
        }

        return new Answer(ListEnvelope.Resource("youtube#liveChatBan", ban, parts, ("snippet", told)));
    }

    private Answer Delete(ApiQuery query, Caller caller)
    {
        var id = query.Required("id");
        stage.Desk.Unban(id);
        return new Answer(null);
    }

    /// <summary>64-bit numbers come as strings, and are taken as numbers too.</summary>
    private static long Seconds(JsonNode? value)
    {
        var text = value?.GetValueKind() switch
        {
            null => DefaultSeconds.ToString(CultureInfo.InvariantCulture),
            JsonValueKind.String => value.GetValue<string>(),
            _ => value.ToJsonString(),
        };
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds > 0
            ? seconds
            : throw ApiErrors.Invalid("banDurationSeconds", $"Invalid value '{text}'.");
    }
}
