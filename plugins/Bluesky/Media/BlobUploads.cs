using System.Text.Json;
using System.Text.Json.Nodes;
using LiveIp.Contracts;
using LiveIp.Plugins.Answers;
using LiveIp.Plugins.Api;
using LiveIp.Plugins.Bluesky.Api;
using LiveIp.Plugins.Bluesky.Sessions;

namespace LiveIp.Plugins.Bluesky.Media;

/// <summary>Uploads the files of a post, one after the other (com.atproto.repo.uploadBlob); a video through the service that makes it ready.</summary>
internal sealed class BlobUploads(Account account, SessionCache sessions, Uri? videoService, IDeliveryContext context)
{
    private const string Server = "The account's server";
    private Session? _session;

    /// <summary>Whether all are there; otherwise the video service is at work.</summary>
    /// <exception cref="AdapterException">They are not, and why.</exception>
    /// <exception cref="NoAnswerException">No status came.</exception>
    public async Task<bool> UploadAsync(CancellationToken cancellationToken)
    {
        _session = await sessions.GetAsync(account, context.Clock, cancellationToken);
        var kept = MediaCheckpoint.Of(context, _session);
        foreach (var file in PostEmbed.Uploaded(context.Media).Skip(kept.Blobs.Count))
        {
            var blob =
                file.File.Kind == V1.MediaFile.Types.Kind.Video && videoService is not null
                    ? await VideoAsync(videoService, file, kept, cancellationToken)
                    : await StoreAsync(file, cancellationToken);
            if (blob is null)
            {
                return false;
            }

            kept.Blobs.Add(blob);
            await kept.SaveAsync(context, cancellationToken);
        }

        return true;
    }

    private async Task<JsonObject?> VideoAsync(Uri service, IMediaContent file, MediaCheckpoint kept, CancellationToken cancellationToken)
    {
        var videos = new VideoService(service, context.Clock);
        var state = kept.Job is { } job ? await videos.AskAsync(job, cancellationToken) : null;
        if (state is null)
        {
            if (await PermitAsync(cancellationToken) is not { } permit)
            {
                return await StoreAsync(file, cancellationToken);
            }

            state = await videos.UploadAsync(file, _session!.Did, permit, cancellationToken);
        }

        kept.Job = state.Blob is null && state.Failure is null ? state.Job : null;
        await kept.SaveAsync(context, cancellationToken);
        return state.Failure is { } why
            ? throw new AdapterException(FailureKind.Refused, $"Bluesky's video service could not make the video ready{why}.")
            : state.Blob;
    }

    /// <summary>A token with which the service may put the video into the account, good for that and half an hour. Null: the server gives none.</summary>
    private async Task<string?> PermitAsync(CancellationToken cancellationToken)
    {
        var until = context.Clock.GetUtcNow().AddMinutes(29).ToUnixTimeSeconds();
        var answer = await WithSessionAsync(
            s =>
                XrpcClient.QueryAsync(
                    s.Pds,
                    "com.atproto.server.getServiceAuth",
                    [new("aud", VideoService.Audience(s.Pds)), new("lxm", "com.atproto.repo.uploadBlob"), new("exp", $"{until}")],
                    cancellationToken,
                    s.AccessToken
                ),
            cancellationToken
        );
        return answer.Status switch
        {
            200 => answer.Whole().Text("token")
                ?? throw new AdapterException(FailureKind.ProtocolChanged, "The server's permit for the video could not be read."),
            404 or 501 => null,
            _ => throw Failed(answer),
        };
    }

    private async Task<JsonObject> StoreAsync(IMediaContent file, CancellationToken cancellationToken)
    {
        var answer = await WithSessionAsync(
            s => XrpcClient.UploadAsync(s.Pds, "com.atproto.repo.uploadBlob", [], s.AccessToken, file, cancellationToken),
            cancellationToken
        );
        return answer.Status == 200
            ? BlobOf(answer.Whole().Json)
                ?? throw new AdapterException(FailureKind.ProtocolChanged, "The server's name of a file could not be read.")
            : throw Failed(answer);
    }

    private async Task<ApiAnswer> WithSessionAsync(Func<Session, Task<ApiAnswer>> call, CancellationToken cancellationToken)
    {
        var answer = await call(_session!);
        if (answer.IsTokenRefused())
        {
            // Of the same account: what was uploaded before stays good.
            _session = await sessions.RenewAsync(account, _session, context.Clock, cancellationToken);
            answer = await call(_session);
        }

        return answer;
    }

    private AdapterException Failed(ApiAnswer answer) =>
        answer.Failed(Server, context.Clock.GetUtcNow(), _session!.AccessToken, _session.RefreshToken);

    /// <summary>The member "blob", as it goes into a record; null where there is none that can.</summary>
    public static JsonObject? BlobOf(JsonElement answer) =>
        answer.Member("blob") is { ValueKind: JsonValueKind.Object } blob
        && blob.Text("$type") == "blob"
        && blob.Member("ref").Text("$link") is { Length: > 0 }
            ? JsonNode.Parse(blob.GetRawText())!.AsObject()
            : null;
}
