using System.Globalization;
using System.Text.Json;
using LiveIp.Contracts;

namespace LiveIp.Plugins.Twitch.Api;

/// <summary>Recordings of past streams, and the clips that viewers made of them.</summary>
internal sealed class VideosClient(HelixClient helix, string channelId)
{
    public const int ArchivesPerPage = 50;

    private const int ClipsPerPage = 100;

    /// <summary>Twitch gives about 1,000 clips of one window.</summary>
    private const int MostClipPages = 10;

    private string User => Uri.EscapeDataString(channelId);

    /// <summary>Newest first.</summary>
    /// <returns>The recordings as Twitch describes them, and where the next page begins, if there is one.</returns>
    public async Task<(IReadOnlyList<JsonElement> Archives, string? After)> ArchivesAsync(
        string? after,
        CancellationToken cancellationToken
    )
    {
        var path = $"/videos?user_id={User}&type=archive&sort=time&first={ArchivesPerPage}{Behind(after)}";
        return await PageAsync(path, "the recordings", cancellationToken);
    }

    /// <summary>Views of all clips by the recording that they are from.</summary>
    /// <param name="from">When the first clip was made.</param>
    /// <param name="until">When the last one was.</param>
    /// <param name="cancellationToken">Of the host.</param>
    /// <returns>And whether there were more clips than Twitch lists.</returns>
    public async Task<(IReadOnlyDictionary<string, long> Views, bool More)> ClipViewsAsync(
        DateTimeOffset from,
        DateTimeOffset until,
        CancellationToken cancellationToken
    )
    {
        var views = new Dictionary<string, long>(StringComparer.Ordinal);
        string? after = null;
        for (var page = 0; page < MostClipPages; page++)
        {
            var path = $"/clips?broadcaster_id={User}&started_at={Time(from)}&ended_at={Time(until)}&first={ClipsPerPage}{Behind(after)}";
            (var clips, after) = await PageAsync(path, "the clips", cancellationToken);
            foreach (var clip in clips)
            {
                // Empty where the recording is gone.
                if (clip.Text("video_id") is { Length: > 0 } video && clip.Whole("view_count") is { } count and >= 0)
                {
                    views[video] = views.GetValueOrDefault(video) + Math.Min(count, int.MaxValue);
                }
            }

            if (after is null)
            {
                return (views, false);
            }
        }

        return (views, true);
    }

    private async Task<(IReadOnlyList<JsonElement>, string?)> PageAsync(string path, string what, CancellationToken cancellationToken)
    {
        var answer = await helix.SendAsync(HttpMethod.Get, path, null, cancellationToken);
        answer.ThrowIfRefused($"does not list {what}");

        if (!answer.Json.IsList("data"))
        {
            throw new AdapterException(FailureKind.ProtocolChanged, $"Twitch's list of {what} has another shape than documented.");
        }

        var next = answer.Json.Object("pagination").Text("cursor");
        return ([.. answer.Json.Items("data")], next.Length is > 0 and <= HistoryPage.MaxCursorLength ? next : null);
    }

    private static string Behind(string? after) => after is null ? "" : $"&after={Uri.EscapeDataString(after)}";

    private static string Time(DateTimeOffset time) =>
        Uri.EscapeDataString(time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
}
