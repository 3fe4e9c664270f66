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

    private readonly ConcurrentQueue<Message> _messages = new();

    public IReadOnlyList<Message> Messages => [.. _messages];

    public override IReadOnlyList<string> Posted => [.. _messages.Select(message => message.Text)];

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

        if (!match.Groups["method"].Value.Equals("sendMessage", StringComparison.OrdinalIgnoreCase))
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

        return Fault(body) ?? Send(body);
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

        var message = new Message(_messages.Count + 1, body.GetProperty("text").GetString()!, body.Clone());
        _messages.Enqueue(message);
        return new Reply(
            200,
            JsonSerializer.Serialize(
                new
                {
                    ok = true,
                    result = new
                    {
                        message_id = message.Id,
                        date = 1_790_000_000,
                        chat = isPublic ? (object)new { id = PublicId, username = PublicName[1..] } : new { id = PrivateId },
                    },
                }
            ),
            Json
        );
    }

    [GeneratedRegex("^/bot(?<token>[0-9]+:[A-Za-z0-9_-]+)/(?<method>[A-Za-z]+)$")]
    private static partial Regex Path();
}

/// <summary>What stands in a chat.</summary>
internal sealed record Message(int Id, string Text, JsonElement Request);
