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

    /// <summary>"live.started", "live.ended" or "post.message".</summary>
    public required string Type { get; init; }

    /// <summary>When the post was made, RFC 3339. The same in every attempt.</summary>
    public required string Timestamp { get; init; }

    public required WebhookData Data { get; init; }

    /// <summary>The bytes to sign and send.</summary>
    /// <param name="now">For a post that does not say when it was made.</param>
    public static byte[] Write(Post post, DateTimeOffset now) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new WebhookPayload
            {
                Type = post.Kind switch
                {
                    Post.Types.Kind.LiveNow => "live.started",
                    Post.Types.Kind.Ended => "live.ended",
                    _ => "post.message",
                },
                Timestamp = (post.CreatedAt?.ToDateTimeOffset() ?? now).UtcDateTime.ToString(
                    "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'",
                    CultureInfo.InvariantCulture
                ),
                Data = new WebhookData
                {
                    Name = post.Name,
                    Title = post.Title,
                    Text = post.Text,
                    Links = [.. post.Links.Select(link => new WebhookLink { Platform = link.Platform, Uri = link.Uri })],
                    Language = post.Language,
                },
            },
            Json.WebhookPayload
        );
}

/// <summary>The post.</summary>
internal sealed class WebhookData
{
    /// <summary>"posts/{id}"</summary>
    public required string Name { get; init; }

    public required string Title { get; init; }

    public required string Text { get; init; }

    public required IReadOnlyList<WebhookLink> Links { get; init; }

    /// <summary>BCP 47; may be empty.</summary>
    public required string Language { get; init; }
}

/// <summary>Where to watch.</summary>
internal sealed class WebhookLink
{
    public required string Platform { get; init; }

    public required string Uri { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(WebhookPayload))]
internal sealed partial class WebhookJson : JsonSerializerContext;
