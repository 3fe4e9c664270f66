using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.RegularExpressions;
using LiveIp.Plugins.Testing;

namespace LiveIp.Plugins.Telegram.Tests.Support;

/// <summary>
/// The Bot API's side of sendMessage, written from its documents: one bot, a public channel, a private one, one that it was kicked
/// from, and a group that became a supergroup.
/// </summary>
internal sealed partial class TelegramStandIn : NetworkStandIn
{
    public const string Key = "AAH-dEf_0123456789-aVeryLongKeyOfABot";
    public const string Token = "123456789:" + Key;
    public const string PublicName = "@liveip_news";
    public const long PublicId = -1001111111111;
    public const long PrivateId = -1002222222222;
    public const long KickedId = -1003333333333;
    public const long MigratedId = -4444;
    public const long MigratedTo = -1004444444444;
    private const string Json = "Content-Type: application/json";

    private static readonly HashSet<string> Entities = ["url", "hashtag", "text_link", "bold", "italic"];

    private readonly ConcurrentDictionary<int, Message> _messages = new();
    private int _sent;

    public IReadOnlyList<Message> Messages => [.. _messages.Values.OrderBy(static m => m.Id)];

    public override IReadOnlyList<string> Posted => [.. Messages.Select(message => message.Text)];

    /// <summary>More than 48 hours have passed.</summary>
    public bool IsTooOldToDelete { get; set; }

    /// <summary>Somebody deletes all messages in the chats.</summary>
    public void Clear() => _messages.Clear();

    public static Reply Error(int status, string description, object? parameters = null) =>
        new(
            status,
            parameters is null
                ? JsonSerializer.Serialize(
                    new
                    {
                        ok = false,
                        error_code = status,
                        description,
                    }
                )
                : JsonSerializer.Serialize(
                    new
                    {
                        ok = false,
                        error_code = status,
                        description,
                        parameters,
                    }
                ),
            Json
        );

    protected override Reply Act(Received request)
    {
        if (Path().Match(request.Target) is not { Success: true } match)
        {
            return Error(404, "Not Found");
        }

        if (match.Groups["token"].Value != Token)
        {
            return Error(401, "Unauthorized");
        }

        var method = match.Groups["method"].Value.ToLowerInvariant();
        if (method is not ("sendmessage" or "editmessagetext" or "deletemessage"))
        {
            return Error(404, "Not Found");
        }

        if (
            request.Method != "POST"
            || !request.Headers.GetValueOrDefault("Content-Type", "").StartsWith("application/json", StringComparison.Ordinal)
        )
        {
            // The real one takes the parameters in other ways too; there are none in such a request.
            return Error(400, "Bad Request: message text is empty");
        }

        JsonElement body;
        try
        {
            body = JsonElement.Parse(request.Body);
        }
        catch (JsonException)
        {
            return Error(400, "Bad Request: can't parse JSON object");
        }

        return method switch
        {
            "deletemessage" => Delete(body),
            "editmessagetext" => Fault(body) ?? Edit(body),
            _ => Fault(body) ?? Send(body),
        };
    }

    /// <summary>What is wrong with the message itself.</summary>
    private static Reply? Fault(JsonElement body)
    {
        var text = body.TryGetProperty("text", out var given) ? given.GetString()! : "";
        if (string.IsNullOrWhiteSpace(text))
        {
            return Error(400, "Bad Request: message text is empty");
        }

        // Markup is not read here, so whoever asks for it has a text that this would measure wrongly.
        if (body.TryGetProperty("parse_mode", out _))
        {
            return Error(400, "Bad Request: unsupported parse_mode");
        }

        var entities = body.TryGetProperty("entities", out var list) ? list.EnumerateArray().ToArray() : [];
        return text.Length > 4096 ? Error(400, "Bad Request: message is too long")
            : entities.Length > 100 || !Array.TrueForAll(entities, entity => IsEntity(entity, text))
                ? Error(400, "Bad Request: can't parse entities")
            : null;
    }

    private static bool IsEntity(JsonElement entity, string text)
    {
        var (offset, length) = (entity.GetProperty("offset").GetInt32(), entity.GetProperty("length").GetInt32());
        return Entities.Contains(entity.GetProperty("type").GetString()!)
            && offset >= 0
            && length > 0
            && offset + length <= text.Length
            && (
                entity.GetProperty("type").GetString() != "url"
                || System.Uri.IsWellFormedUriString(text.Substring(offset, length), UriKind.Absolute)
            );
    }

    private Reply Edit(JsonElement body)
    {
        if (Find(body) is not { } old)
        {
            return Error(400, "Bad Request: message to edit not found");
        }

        var edited = old with { Text = body.GetProperty("text").GetString()!, Request = body.Clone() };
        if (edited.Text == old.Text && Entity(body) == Entity(old.Request))
        {
            return Error(
                400,
                "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current "
                    + "content and reply markup of the message"
            );
        }

        _messages[old.Id] = edited;
        return Sent(edited);
    }

    private Reply Delete(JsonElement body)
    {
        if (Find(body) is not { } old)
        {
            return Error(400, "Bad Request: message to delete not found");
        }

        if (IsTooOldToDelete)
        {
            return Error(400, "Bad Request: message can't be deleted");
        }

        _messages.TryRemove(old.Id, out _);
        return new Reply(200, """{"ok":true,"result":true}""", Json);
    }

    private Message? Find(JsonElement body) =>
        body.TryGetProperty("message_id", out var id)
        && body.TryGetProperty("chat_id", out var chat)
        && _messages.TryGetValue(id.GetInt32(), out var message)
        && chat.ToString() == $"{message.Chat}"
            ? message
            : null;

    private static string Entity(JsonElement body) => body.TryGetProperty("entities", out var entities) ? entities.ToString() : "[]";

    private Reply Send(JsonElement body)
    {
        var chat = body.TryGetProperty("chat_id", out var given) ? given.ToString() : "";
        if (chat == $"{KickedId}")
        {
            return Error(403, "Forbidden: bot was kicked from the channel chat");
        }

        if (chat == $"{MigratedId}")
        {
            return Error(400, "Bad Request: group chat was upgraded to a supergroup chat", new { migrate_to_chat_id = MigratedTo });
        }

        var isPublic = chat.Equals(PublicName, StringComparison.OrdinalIgnoreCase) || chat == $"{PublicId}";
        if (!isPublic && chat != $"{PrivateId}")
        {
            return Error(400, "Bad Request: chat not found");
        }

        var number = Interlocked.Increment(ref _sent);
        var message = new Message(number, isPublic ? PublicId : PrivateId, body.GetProperty("text").GetString()!, body.Clone());
        _messages[number] = message;
        return Sent(message);
    }

    private static Reply Sent(Message message) =>
        new(
            200,
            JsonSerializer.Serialize(
                new
                {
                    ok = true,
                    result = new
                    {
                        message_id = message.Id,
                        date = 1_790_000_000,
                        chat = message.Chat == PublicId
                            ? (object)new { id = PublicId, username = PublicName[1..] }
                            : new { id = PrivateId },
                    },
                }
            ),
            Json
        );

    [GeneratedRegex("^/bot(?<token>[0-9]+:[A-Za-z0-9_-]+)/(?<method>[A-Za-z]+)$")]
    private static partial Regex Path();
}

/// <summary>What stands in a chat.</summary>
internal sealed record Message(int Id, long Chat, string Text, JsonElement Request);
