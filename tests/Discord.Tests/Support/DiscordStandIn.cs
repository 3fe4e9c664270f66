using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using LiveIp.Plugins.Testing;

namespace LiveIp.Plugins.Discord.Tests.Support;

/// <summary>
/// Discord's side of a webhook, written from its documents (execute webhook, JSON error codes, rate limits): one webhook in a text
/// channel with one thread, or in a forum.
/// </summary>
internal sealed partial class DiscordStandIn : NetworkStandIn
{
    public const string Token = "AbC_dEf-0123456789_aVeryLongSecretOfAWebhook_0123456789";
    public const string Thread = "1100000000000000002";
    private const string Id = "1100000000000000001";

    private readonly ConcurrentQueue<Message> _messages = new();

    /// <summary>As Discord shows it to the person who made the webhook.</summary>
    public static Uri Address => new($"https://discord.com/api/webhooks/{Id}/{Token}");

    public bool IsForum { get; init; }

    /// <summary>Somebody removed it in the channel's settings.</summary>
    public bool IsDeleted { get; set; }

    public IReadOnlyList<Message> Messages => [.. _messages];

    public override IReadOnlyList<string> Posted => [.. _messages.Select(message => message.Content)];

    protected override Reply Act(Received request)
    {
        var (path, query) = Split(request.Target);
        if (Path().Match(path) is not { Success: true } match)
        {
            return Error(404, 0, "404: Not Found");
        }

        if (request.Method != "POST")
        {
            return Error(405, 0, "405: Method Not Allowed");
        }

        if (IsDeleted || match.Groups["id"].Value != Id)
        {
            return Error(404, 10015, "Unknown Webhook");
        }

        if (match.Groups["token"].Value != Token)
        {
            return Error(401, 50027, "Invalid Webhook Token");
        }

        var thread = query.GetValueOrDefault("thread_id");
        return thread is not null && !thread.All(char.IsAsciiDigit) ? Invalid("thread_id", "NUMBER_TYPE_COERCE", "Value is not snowflake.")
            : thread is not null && thread != Thread ? Error(404, 10003, "Unknown Channel")
            : IsForum && thread is null ? Error(400, 220001, "Webhooks posted to forum channels must have a thread_name or thread_id")
            : Save(request, thread, wait: query.GetValueOrDefault("wait") == "true");
    }

    private Reply Save(Received request, string? thread, bool wait)
    {
        if (!request.Headers.GetValueOrDefault("Content-Type", "").StartsWith("application/json", StringComparison.Ordinal))
        {
            return Error(400, 50035, "Invalid Form Body");
        }

        JsonElement body;
        try
        {
            body = JsonElement.Parse(request.Body);
        }
        catch (JsonException)
        {
            return Error(400, 50109, "The request body contains invalid JSON.");
        }

        var content = body.TryGetProperty("content", out var text) ? text.GetString()! : "";
        if (string.IsNullOrWhiteSpace(content))
        {
            return Error(400, 50006, "Cannot send an empty message");
        }

        if (content.Length > 2000)
        {
            return Invalid("content", "BASE_TYPE_MAX_LENGTH", "Must be 2000 or fewer in length.");
        }

        // Without allowed_mentions all of them ring.
        var rings =
            !body.TryGetProperty("allowed_mentions", out var allowed)
            || allowed.GetProperty("parse").EnumerateArray().Any(kind => kind.GetString() == "everyone");
        var message = new Message(
            (1_200_000_000_000_000_000 + _messages.Count).ToString(CultureInfo.InvariantCulture),
            content,
            thread,
            rings && content.Contains("@everyone", StringComparison.Ordinal)
        );
        _messages.Enqueue(message);
        return wait
            ? new Reply(
                200,
                $$"""{"id":"{{message.Id}}","type":0,"channel_id":"{{thread ?? "1"}}","webhook_id":"{{Id}}"}""",
                "Content-Type: application/json"
            )
            : new Reply(204);
    }

    public static Reply Error(int status, int code, string message, params string[] headers) =>
        new(status, JsonSerializer.Serialize(new { message, code }), ["Content-Type: application/json", .. headers]);

    /// <summary>The tree of faults that a form with a wrong field gets.</summary>
    public static Reply Invalid(string field, string code, string message) =>
        new(
            400,
            JsonSerializer.Serialize(
                new
                {
                    message = "Invalid Form Body",
                    code = 50035,
                    errors = new Dictionary<string, object> { [field] = new { _errors = new[] { new { code, message } } } },
                }
            ),
            "Content-Type: application/json"
        );

    private static (string Path, Dictionary<string, string> Query) Split(string target)
    {
        var parts = target.Split('?', 2);
        var query = parts.Length < 2 ? [] : parts[1].Split('&').Select(pair => pair.Split('=', 2));
        return (parts[0], query.ToDictionary(pair => pair[0], pair => pair.Length > 1 ? pair[1] : ""));
    }

    [GeneratedRegex(@"^/api(/v[0-9]+)?/webhooks/(?<id>[0-9]+)/(?<token>[^/]+)\z")]
    private static partial Regex Path();
}

/// <summary>What stands in the channel.</summary>
internal sealed record Message(string Id, string Content, string? Thread, bool RangEveryone);
