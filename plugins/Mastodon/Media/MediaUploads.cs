using LiveIp.Contracts;
using LiveIp.Plugins.Api;
using LiveIp.Plugins.Mastodon.Api;

namespace LiveIp.Plugins.Mastodon.Media;

/// <summary>Uploads the files of a post and asks until the instance is done with them (https://docs.joinmastodon.org/methods/media).</summary>
internal sealed class MediaUploads(MastodonClient client, MediaCheckpoint kept, IDeliveryContext context)
{
    /// <summary>Whether all may be attached; otherwise the instance is at work.</summary>
    /// <exception cref="AdapterException">They may not, and why.</exception>
    /// <exception cref="NoAnswerException">No status came.</exception>
    public async Task<bool> UploadAsync(CancellationToken cancellationToken)
    {
        foreach (var file in context.Media.Skip(kept.Files.Count))
        {
            kept.Files.Add(await UploadAsync(file, cancellationToken));
            await kept.SaveAsync(cancellationToken);
        }

        // One that was ready is not asked for again: once it is attached, the instance answers as if it were gone.
        for (var i = 0; i < kept.Files.Count; i++)
        {
            if (kept.Files[i] is { IsReady: false } file)
            {
                kept.Files[i] = file with { IsReady = await IsReadyAsync(file.Id, cancellationToken) };
            }
        }

        await kept.SaveAsync(cancellationToken);
        return kept.IsReady;
    }

    private async Task<UploadedFile> UploadAsync(IMediaContent file, CancellationToken cancellationToken)
    {
        var answer = await client.UploadAsync("/api/v2/media", file, cancellationToken);
        return answer.Status is 200 or 202
            ? answer.Text("id") is { Length: > 0 } id
                ? new UploadedFile(id, IsReady: answer.Status == 200)
                : throw new AdapterException(FailureKind.Transient, "The instance's answer to a file could not be read.")
            : throw Failed(answer);
    }

    private async Task<bool> IsReadyAsync(string id, CancellationToken cancellationToken)
    {
        var answer = await client.GetAsync($"/api/v1/media/{Uri.EscapeDataString(id)}", cancellationToken);
        switch (answer.Status)
        {
            case 200:
                return true;
            case 206:
                return false;
            case 404:
                kept.Files.Clear();
                await kept.SaveAsync(cancellationToken);
                throw new AdapterException(
                    FailureKind.Transient,
                    "The instance has a file of the post not any more; it is uploaded again."
                );
            default:
                throw Failed(answer);
        }
    }

    private AdapterException Failed(ApiAnswer answer) =>
        answer.Status switch
        {
            429 => new AdapterException(
                FailureKind.RateLimited,
                "The instance takes no more files of this account for now.",
                answer.PauseAsked(context.Clock.GetUtcNow())
            ),
            403 => new AdapterException(
                FailureKind.Refused,
                $"The account or its token may not upload files{client.Words(answer)}. The token needs write:media."
            ),
            >= 300 and < 500 => new AdapterException(
                FailureKind.Refused,
                $"The instance does not take a file: {answer.Status}{client.Words(answer)}."
            ),
            _ => new AdapterException(FailureKind.Transient, $"The instance answered {answer.Status} to a file."),
        };
}
