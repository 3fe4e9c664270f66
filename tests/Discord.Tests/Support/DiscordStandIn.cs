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

    private readonly ConcurrentDictionary<string, Message> _messages = new();
    private int _saved;

    /// <summary>As Discord shows it to the person who made the webhook.</summary>
    public static Uri Address => new($"https://discord.com/api/webhooks/{Id}/{Token}");

    public bool IsForum { get; init; }

    /// <summary>Somebody removed it in the channel's settings.</summary>
    public bool IsDeleted { get; set; }

    public IReadOnlyList<Message> Messages => [.. _messages.Values.OrderBy(static m => m.Id, StringComparer.Ordinal)];

    public override IReadOnlyList<string> Posted => [.. Messages.Select(message => message.Content)];

    /// <summary>Somebody deletes all messages in the channel.</summary>
    public void Clear() => _messages.Clear();

    protected override Reply Act(Received request)
    {
        var (path, query) = Split(request.Target);
        if (Path().Match(path) is not { Success: true } match)
        {
            return Error(404, 0, "404: Not Found");
        }

        var message = match.Groups["message"];
        if (message.Success ? request.Method is not ("PATCH" or "DELETE") : request.Method != "POST")
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
            : message.Success ? Change(request, message.Value, thread)
            : IsForum && thread is null ? Error(400, 220001, "Webhooks posted to forum channels must have a thread_name or thread_id")
            : Save(request, thread, wait: query.GetValueOrDefault("wait") == "true");
    }

    /// <summary>A message in a thread is not found without it.</summary>
    private Reply Change(Received request, string id, string? thread)
    {
        if (!_messages.TryGetValue(id, out var old) || old.Thread != thread)
        {
            return Error(404, 10008, "Unknown Message");
        }

        if (request.Method == "DELETE")
        {
            _messages.TryRemove(id, out _);
            return new Reply(204);
        }

        if (Read(request, out var content, out var rings) is { } fault)
        {
            return fault;
        }

        _messages[id] = old with { Content = content, RangEveryone = old.RangEveryone || rings };
        return Saved(id, thread);
    }

    private Reply Save(Received request, string? thread, bool wait)
    {
        if (Read(request, out var content, out var rings) is { } fault)
        {
            return fault;
        }

        var id = (1_200_000_000_000_000_000 + Interlocked.Increment(ref _saved)).ToString(CultureInfo.InvariantCulture);
        _messages[id] = new Message(id, content, thread, rings);
        return wait ? Saved(id, thread) : new Reply(204);
    }

    private static Reply Saved(string id, string? thread) =>
        new(200, $$"""{"id":"{{id}}","type":0,"channel_id":"{{thread ?? "1"}}","webhook_id":"{{Id}}"}""", "Content-Type: application/json");

    /// <summary>What is wrong with the form, or null.</summary>
    private static Reply? Read(Received request, out string content, out bool rings)
    {
        (content, rings) = ("", false);
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

        content = body.TryGetProperty("content", out var text) ? text.GetString()! : "";
        if (string.IsNullOrWhiteSpace(content))
        {
            return Error(400, 50006, "Cannot send an empty message");
        }

        if (content.Length > 2000)
        {
            return Invalid("content", "BASE_TYPE_MAX_LENGTH", "Must be 2000 or fewer in length.");
        }

        // Without allowed_mentions all of them ring.
        var isAsked =
            !body.TryGetProperty("allowed_mentions", out var allowed)
            || allowed.GetProperty("parse").EnumerateArray().Any(kind => kind.GetString() == "everyone");
        rings = isAsked && content.Contains("@everyone", StringComparison.Ordinal);
        return null;
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

    [GeneratedRegex(@"^/api(/v[0-9]+)?/webhooks/(?<id>[0-9]+)/(?<token>[^/]+)(/messages/(?<message>[0-9]+))?\z")]
    private static partial Regex Path();
}

/// <summary>What stands in the channel.</summary>
internal sealed record Message(string Id, string Content, string? Thread, bool RangEveryone);
