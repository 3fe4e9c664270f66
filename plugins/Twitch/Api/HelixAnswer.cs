using System.Net;
using System.Text.Json;
using LiveIp.Contracts;

namespace LiveIp.Plugins.Twitch.Api;

/// <summary>What Helix answered.</summary>
internal sealed record HelixAnswer
{
    private const int MaxExplanation = 200;

    public required HttpStatusCode Status { get; init; }

    /// <summary>The body; undefined when there was none or it was no JSON that can be read to its end.</summary>
    public required JsonElement Json { get; init; }

    /// <summary>The same as it came.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>With 429: how long to wait.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public bool IsSuccess => (int)Status is >= 200 and < 300;

    /// <summary>": " and Twitch's own words, often none.</summary>
    public string Explanation
    {
        get
        {
            var message = Json.Text("message");
            return message.Length == 0 ? "" : ": " + (message.Length > MaxExplanation ? message[..MaxExplanation] : message);
        }
    }

    /// <summary>Twitch's own words as the reason of a refusal; null where there are none, or too many.</summary>
    public string? Reason => Json.Text("message") is { Length: > 0 and <= AdapterException.MaxReasonLength } message ? message : null;

    /// <summary>Nothing where Twitch did what was asked.</summary>
    /// <param name="what">Goes on from "Twitch": "refuses the poll".</param>
    /// <exception cref="AdapterException">As <see cref="Refusal"/>.</exception>
    public void ThrowIfRefused(string what)
    {
        if (!IsSuccess)
        {
            throw Refusal(what);
        }
    }

    /// <summary>What a 4xx means: NotFound or Refused, with <see cref="Reason"/>.</summary>
    /// <param name="what">Goes on from "Twitch": "refuses the poll".</param>
    public AdapterException Refusal(string what) =>
        new(Status == HttpStatusCode.NotFound ? FailureKind.NotFound : FailureKind.Refused, $"Twitch {what} ({(int)Status}{Explanation}).")
        {
            Reason = Reason,
        };

    /// <summary>Takes a body apart. Error pages of proxies are not JSON; the status alone says enough then.</summary>
    public static HelixAnswer Read(HttpStatusCode status, byte[] body, TimeSpan? retryAfter) =>
        new()
        {
            Status = status,
            Body = body,
            Json = JsonRead.ParseOrDefault(body),
            RetryAfter = retryAfter,
        };
}
