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

    /// <summary>Bytes of one file.</summary>
    public int MaxFileBytes { get; init; } = 10 * 1024 * 1024;

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
        if (message.Success ? request.Method is not ("GET" or "PATCH" or "DELETE") : request.Method != "POST")
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

        if (request.Method == "GET")
        {
            return Saved(old);
        }

        if (DiscordForm.Read(request, MaxFileBytes, out var form) is { } fault)
        {
            return fault;
        }

        if (form.Attachments.FirstOrDefault(a => a.Part is null && old.Files.All(f => f.Id != a.Id)) is { } unknown)
        {
            return Invalid("attachments", "ATTACHMENT_NOT_FOUND", $"The referenced attachment {unknown.Id} does not exist.");
        }

        // What an edit does not list is taken away.
        var files = old.Files.Where(f => form.Attachments.Any(a => a.Part is null && a.Id == f.Id)).Concat(form.Files(NextId));
        return Saved(
            _messages[id] = old with { Content = form.Content, RangEveryone = old.RangEveryone || form.Rings, Files = [.. files] }
        );
    }

    private Reply Save(Received request, string? thread, bool wait)
    {
        if (DiscordForm.Read(request, MaxFileBytes, out var form) is { } fault)
        {
            return fault;
        }

        if (form.Attachments.FirstOrDefault(a => a.Part is null) is { } missing)
        {
            return Invalid("attachments", "ATTACHMENT_NOT_FOUND", $"There is no file for the attachment {missing.Id}.");
        }

        var message = new Message(NextId(), form.Content, thread, form.Rings, [.. form.Files(NextId)]);
        _messages[message.Id] = message;
        return wait ? Saved(message) : new Reply(204);
    }

    private string NextId() => (1_200_000_000_000_000_000 + Interlocked.Increment(ref _saved)).ToString(CultureInfo.InvariantCulture);

    private static Reply Saved(Message message) =>
        new(
            200,
            JsonSerializer.Serialize(
                new
                {
                    id = message.Id,
                    type = 0,
                    content = message.Content,
                    channel_id = message.Thread ?? "1",
                    webhook_id = Id,
                    attachments = message.Files.Select(static f => new
                    {
                        id = f.Id,
                        filename = f.Name,
                        description = f.Description,
                        size = f.Content.Length,
                    }),
                }
            ),
            "Content-Type: application/json"
        );

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
