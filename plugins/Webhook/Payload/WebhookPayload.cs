using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using LiveIp.V1;

namespace LiveIp.Plugins.Webhook.Payload;

/// <summary>The body of a webhook.</summary>
internal sealed class WebhookPayload
{
    /// <summary>What Standard Webhooks recommends as the most; media belong behind links.</summary>
    public const int MaxBytes = 20_000;

    // Chinese text stays readable and half the size. What the relaxed encoder leaves alone matters in HTML only; emoji it still
    // escapes, which every JSON reader undoes.
    private static readonly WebhookJson Json = new(
        new JsonSerializerOptions(WebhookJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
    );

    /// <summary>"live.started", "live.ended", "post.message", "post.schedule", "post.recap" or "post.clip"; "post.edited" or "post.deleted" of one that was told before.</summary>
    public required string Type { get; init; }

    /// <summary>When the post was made, or the change asked for; RFC 3339. The same in every attempt.</summary>
    public required string Timestamp { get; init; }

    public required WebhookData Data { get; init; }

    /// <summary>The bytes to sign and send.</summary>
    /// <param name="now">For a post that does not say when it was made.</param>
    public static byte[] Write(Post post, DateTimeOffset now) => Write(KindOf(post), post.CreatedAt?.ToDateTimeOffset() ?? now, Of(post));

    /// <summary>The post as it is now.</summary>
    /// <param name="firstId">The id of the event that told of the post.</param>
    public static byte[] WriteEdit(Post post, string firstId, DateTimeOffset requestedAt) =>
        Write("post.edited", requestedAt, Of(post) with { Kind = KindOf(post), FirstId = firstId });

    /// <inheritdoc cref="WriteEdit"/>
    public static byte[] WriteRemoval(string name, string firstId, DateTimeOffset requestedAt) =>
        Write("post.deleted", requestedAt, new WebhookData { Name = name, FirstId = firstId });

    private static byte[] Write(string type, DateTimeOffset time, WebhookData data) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new WebhookPayload
            {
                Type = type,
                Timestamp = time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture),
                Data = data,
            },
            Json.WebhookPayload
        );

    private static WebhookData Of(Post post) =>
        new()
        {
            Name = post.Name,
            Title = post.Title,
            Text = post.Text,
            Links = [.. post.Links.Select(link => new WebhookLink { Platform = link.Platform, Uri = link.Uri })],
            Language = post.Language,
            Schedule = WebhookSchedule.Of(post.Schedule),
            Recap = WebhookRecap.Of(post.Recap),
            Clip = WebhookClip.Of(post.Clip),
        };

    private static string KindOf(Post post) =>
        post.Kind switch
        {
            Post.Types.Kind.LiveNow => "live.started",
            Post.Types.Kind.Ended => "live.ended",
            Post.Types.Kind.Schedule => "post.schedule",
            Post.Types.Kind.Recap => "post.recap",
            Post.Types.Kind.Clip => "post.clip",
            _ => "post.message",
        };
}

/// <summary>The post. What does not apply is left out.</summary>
internal sealed record WebhookData
{
    /// <summary>"posts/{id}"</summary>
    public required string Name { get; init; }

    /// <summary>Of an edit: which type the post would have if it were told of now. "live.ended"</summary>
    public string? Kind { get; init; }

    /// <summary>Of an edit and a removal: the webhook-id of the event that told of the post.</summary>
    public string? FirstId { get; init; }

    public string? Title { get; init; }

    public string? Text { get; init; }

    public IReadOnlyList<WebhookLink>? Links { get; init; }

    /// <summary>BCP 47; may be empty.</summary>
    public string? Language { get; init; }

    public WebhookSchedule? Schedule { get; init; }

    public WebhookRecap? Recap { get; init; }

    public WebhookClip? Clip { get; init; }
}

/// <summary>Where to watch.</summary>
internal sealed class WebhookLink
{
    public required string Platform { get; init; }

    public required string Uri { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(WebhookPayload))]
internal sealed partial class WebhookJson : JsonSerializerContext;
