using System.Globalization;
using System.Net;
using System.Text.Json;
using LiveIp.Contracts;
using LiveIp.Plugins.Twitch.Api;

namespace LiveIp.Plugins.Twitch.Moments;

/// <summary>Clips of the live stream. Twitch accepts one at once, and makes it later.</summary>
internal sealed class ClipsClient(HelixClient helix, string channelId)
{
    private const int Listed = 100;

    private string Broadcaster => $"broadcaster_id={Uri.EscapeDataString(channelId)}";

    public async Task<RequestedClip> CreateAsync(ClipOrder order, CancellationToken cancellationToken)
    {
        var path = $"/clips?{Broadcaster}";
        if (order.Title.Length > 0)
        {
            path += $"&title={Uri.EscapeDataString(order.Title)}";
        }

        if (order.Length is { } length)
        {
            path += string.Create(CultureInfo.InvariantCulture, $"&duration={length.TotalSeconds:0.0}");
        }

        var answer = await helix.SendAsync(HttpMethod.Post, path, null, cancellationToken, acts: true);
        if (answer.Status == HttpStatusCode.NotFound)
        {
            throw new AdapterException(FailureKind.Refused, $"Twitch clips only what is live{answer.Explanation}.")
            {
                Reason = answer.Reason,
            };
        }

        answer.ThrowIfRefused("refuses the clip");
        var made = answer.Json.Items("data").FirstOrDefault();
        return made.Text("id") is var id && UnreadableSample.IsId(id)
            ? new() { Id = id, EditUri = Uri.TryCreate(made.Text("edit_url"), UriKind.Absolute, out var edit) ? edit : null }
            : throw new AdapterException(FailureKind.OutcomeUnknown, "Twitch's answer to a clip does not say which it is.");
    }

    public async Task<PlatformClip?> FindAsync(string id, CancellationToken cancellationToken) =>
        (await ListAsync($"/clips?id={Uri.EscapeDataString(id)}", cancellationToken)).Select(Read).FirstOrDefault(c => c?.Id == id);

    /// <summary>Those that the channel itself made.</summary>
    public async Task<IReadOnlyList<PlatformClip>> OwnAsync(
        DateTimeOffset createdAfter,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var path = $"/clips?{Broadcaster}&started_at={Time(createdAfter)}&ended_at={Time(now.AddMinutes(1))}&first={Listed}";
        var listed = await ListAsync(path, cancellationToken);
        return [.. listed.Where(c => c.Text("creator_id") == channelId).Select(Read).OfType<PlatformClip>()];
    }

    private async Task<IEnumerable<JsonElement>> ListAsync(string path, CancellationToken cancellationToken)
    {
        var answer = await helix.SendAsync(HttpMethod.Get, path, null, cancellationToken);
        answer.ThrowIfRefused("refuses to list clips");
        return answer.Json.Items("data");
    }

    private static PlatformClip? Read(JsonElement clip) =>
        clip.Text("id") is var id && UnreadableSample.IsId(id) && Uri.TryCreate(clip.Text("url"), UriKind.Absolute, out var uri)
            ? new()
            {
                Id = id,
                Uri = uri,
                Title = clip.Text("title"),
                CreatedAt = clip.Time("created_at"),
            }
            : null;

    private static string Time(DateTimeOffset time) =>
        Uri.EscapeDataString(time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
}
