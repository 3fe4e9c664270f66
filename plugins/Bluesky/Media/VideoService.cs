using System.Text.Json;
using LiveIp.Contracts;
using LiveIp.Plugins.Answers;
using LiveIp.Plugins.Api;
using LiveIp.Plugins.Bluesky.Api;

namespace LiveIp.Plugins.Bluesky.Media;

/// <summary>
/// Makes videos ready before anyone sees them (https://docs.bsky.app/docs/tutorials/video): it takes the file, works on it, and puts the result
/// into the account.
/// </summary>
internal sealed class VideoService(Uri server, TimeProvider clock)
{
    private const string Name = "Bluesky's video service";

    /// <summary>For whom the permit is: the account's server, as a DID.</summary>
    public static string Audience(Uri pds) => pds.IsDefaultPort ? $"did:web:{pds.Host}" : $"did:web:{pds.Host}%3A{pds.Port}";

    /// <exception cref="AdapterException">It did not take it.</exception>
    public async Task<VideoJob> UploadAsync(IMediaContent file, string did, string permit, CancellationToken cancellationToken)
    {
        KeyValuePair<string, string>[] which = [new("did", did), new("name", file.File.FileName)];
        var answer = await XrpcClient.UploadAsync(server, "app.bsky.video.uploadVideo", which, permit, file, cancellationToken);
        // A video that it has already is refused, and the refusal names the job of then.
        return answer.Status == 200 || IsKnown(Status(answer))
            ? Read(answer.Whole(), permit)
            : throw answer.Failed(Name, clock.GetUtcNow(), permit);
    }

    /// <summary>What became of a job; null where the service does not know it any more.</summary>
    /// <exception cref="AdapterException">It could not be found out.</exception>
    public async Task<VideoJob?> AskAsync(string job, CancellationToken cancellationToken)
    {
        var answer = await XrpcClient.QueryAsync(server, "app.bsky.video.getJobStatus", [new("jobId", job)], cancellationToken);
        return answer.Status switch
        {
            200 => Read(answer.Whole(), job),
            400 or 404 => null,
            _ => throw answer.Failed(Name, clock.GetUtcNow(), job),
        };
    }

    private static VideoJob Read(ApiAnswer answer, string secret)
    {
        var status = Status(answer);
        var blob = BlobUploads.BlobOf(status);
        var isOver = status.Text("state") is "JOB_STATE_FAILED" or "JOB_STATE_COMPLETED";
        return status.Text("jobId") is { Length: > 0 } job
            ? new VideoJob(
                job,
                blob,
                isOver && blob is null && !IsKnown(status)
                    ? ServerWords.InBrackets($"{status.Text("error")}: {status.Text("message")}", secret)
                    : null
            )
            : throw new AdapterException(FailureKind.ProtocolChanged, $"What {Name} says of a video could not be read.");
    }

    private static bool IsKnown(JsonElement status) => status.Text("error") == "already_exists";

    /// <summary>The lexicon puts it into "jobStatus"; the upload answers with it bare.</summary>
    private static JsonElement Status(ApiAnswer answer) =>
        answer.Json.Member("jobStatus") is { ValueKind: JsonValueKind.Object } inner ? inner : answer.Json;
}
