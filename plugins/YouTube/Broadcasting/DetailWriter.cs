using LiveIp.Contracts;
using LiveIp.Plugins.YouTube.Api;
using LiveIp.Plugins.YouTube.Api.Data;

namespace LiveIp.Plugins.YouTube.Broadcasting;

/// <summary>
/// Sets what is said of a broadcast: title, description and privacy are the broadcast's, category, tags and language the video's. Each
/// update replaces the whole part, so what is there is read first and sent again; what is as wished already costs no update.
/// </summary>
internal sealed class DetailWriter(YouTubeClient api)
{
    /// <exception cref="AdapterException">NotFound when there is no such broadcast.</exception>
    public async Task WriteAsync(string id, BroadcastDetails details, CancellationToken cancellationToken)
    {
        await WriteBroadcastAsync(id, details, cancellationToken);
        if (details.CategoryId is not null || details.Tags is not null || details.Language is not null)
        {
            await WriteVideoAsync(id, details, cancellationToken);
        }
    }

    private async Task WriteBroadcastAsync(string id, BroadcastDetails details, CancellationToken cancellationToken)
    {
        if (details.Title is null && details.Description is null && details.Privacy is null)
        {
            return;
        }

        var known = await api.CommandedAsync(id, cancellationToken) ?? throw Gone();
        var privacy = details.Privacy is { } given ? BroadcastMapping.Of(given) : known.Status?.PrivacyStatus;
        var title = details.Title ?? known.Snippet?.Title;
        var description = details.Description ?? known.Snippet?.Description ?? "";
        if (title == known.Snippet?.Title && description == (known.Snippet?.Description ?? "") && privacy == known.Status?.PrivacyStatus)
        {
            return;
        }

        await api.UpdateAsync(
            new LiveBroadcast
            {
                Id = id,
                Snippet = new()
                {
                    Title = title,
                    Description = description,
                    ScheduledStartTime = known.Snippet?.ScheduledStartTime,
                    ScheduledEndTime = known.Snippet?.ScheduledEndTime,
                },
                Status = new() { PrivacyStatus = privacy, SelfDeclaredMadeForKids = known.Status?.SelfDeclaredMadeForKids },
            },
            cancellationToken
        );
    }

    private async Task WriteVideoAsync(string id, BroadcastDetails details, CancellationToken cancellationToken)
    {
        var known = await api.VideoSnippetAsync(id, cancellationToken) ?? throw Gone();
        var wished = new VideoSnippet
        {
            // The update of a moment ago may not be there yet.
            Title = details.Title ?? known.Title,
            Description = details.Description ?? known.Description,
            CategoryId = details.CategoryId ?? known.CategoryId,
            Tags = details.Tags is { } tags ? [.. tags] : known.Tags,
            DefaultLanguage = known.DefaultLanguage,
            DefaultAudioLanguage = details.Language ?? known.DefaultAudioLanguage,
        };
        if (
            wished.CategoryId == known.CategoryId
            && wished.DefaultAudioLanguage == known.DefaultAudioLanguage
            && (wished.Tags ?? []).SequenceEqual(known.Tags ?? [])
        )
        {
            return;
        }

        await api.UpdateVideoAsync(id, wished, cancellationToken);
    }

    private static AdapterException Gone() => new(FailureKind.NotFound, "YouTube does not know the broadcast any more.");
}
