using System.Globalization;
using LiveIp.Emulators.Faults;
using LiveIp.Emulators.YouTube.Access;
using LiveIp.Emulators.YouTube.Rest;
using Microsoft.AspNetCore.Http.Features;

namespace LiveIp.Emulators.YouTube.Uploads;

/// <summary>
/// videos.insert by a resumable upload: a first request with the video's resource opens a session, whose address takes the bytes, in
/// chunks and over as many connections as it needs (developers.google.com/youtube/v3/guides/using_resumable_upload_protocol). Other kinds
/// of upload are not emulated, and refused.
/// </summary>
internal sealed class VideosInsert(YouTubeStage stage)
{
    public const string Path = "/upload/youtube/v3/videos";

    /// <summary>256 GiB.</summary>
    private const long MaxBytes = 256L * 1024 * 1024 * 1024;
    private const int LargestRead = UploadSession.Unit;

    private static readonly string[] Parts = ["id", "snippet", "status"];

    private readonly VideoResource _resource = new(stage);

    /// <summary>Opens a session.</summary>
    public Task BeginAsync(HttpContext http) =>
        GuardedAsync(
            http,
            async () =>
            {
                stage.Uploads.Bucket.Ensure();
                var query = new ApiQuery(http.Request.Query, await RestApi.BodyAsync(http.Request));
                if (query.Required("uploadType") != "resumable")
                {
                    throw ApiErrors.Invalid("uploadType", "Only resumable uploads are emulated.");
                }

                var parts = query.Parts(Parts);
                _ = query.Flag("notifySubscribers");
                var type = http.Request.Headers["X-Upload-Content-Type"].ToString();
                if (type.Length > 0 && type != "application/octet-stream" && !type.StartsWith("video/", StringComparison.Ordinal))
                {
                    throw ApiErrors.Invalid(
                        "X-Upload-Content-Type",
                        $"Media type '{type}' is not supported. Valid media types: [video/*, application/octet-stream]"
                    );
                }

                var session = stage.Uploads.Book.Begin(MetadataRules.Read(query.Body, parts), Length(http.Request));
                stage.Uploads.Bucket.Charge(1);
                if (stage.Disturbances.LosesAnswer($"POST {Path}", acting: true))
                {
                    http.Abort();
                    return;
                }

                http.Response.Headers["X-GUploader-UploadID"] = session.Id;
                http.Response.Headers.Location =
                    $"{http.Request.Scheme}://{http.Request.Host}{Path}?uploadType=resumable&part={string.Join("%2C", parts)}&upload_id={session.Id}";
                http.Response.ContentLength = 0;
            }
        );

    /// <summary>Takes a chunk, or says how much has come.</summary>
    public Task ContinueAsync(HttpContext http) =>
        GuardedAsync(
            http,
            async () =>
            {
                var session =
                    stage.Uploads.Book.Session(http.Request.Query["upload_id"].ToString())
                    ?? throw new ApiException(404, "notFound", "global", "Not Found", Grpc.Core.StatusCode.NotFound);
                // A chunk may be all of a video.
                if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } bound)
                {
                    bound.MaxRequestBodySize = null;
                }

                await session.Gate.WaitAsync(http.RequestAborted);
                try
                {
                    await ContinueAsync(http, session);
                }
                finally
                {
                    session.Gate.Release();
                }
            }
        );

    private async Task ContinueAsync(HttpContext http, UploadSession session)
    {
        var asked = http.Request.Headers.ContentRange.ToString();
        var range =
            asked.Length == 0
                ? new ContentRange(0, http.Request.ContentLength - 1, http.Request.ContentLength)
                : ContentRange.Parse(asked) ?? throw Bad("Failed to parse Content-Range header.");
        if (session.VideoId is null && range.First is { } first)
        {
            Check(http.Request, session, range, first);
            await TakeAsync(http, session, range);
        }
        else if (range.First is null && http.Request.ContentLength is > 0)
        {
            throw Bad("A question of how much has come has no body.");
        }

        if (session.VideoId is null && range.Total is { } total && total == session.Stored && total > 0)
        {
            stage.Uploads.Book.Complete(session);
            if (stage.Disturbances.LosesAnswer($"PUT {Path}", acting: true))
            {
                http.Abort();
                return;
            }

            if (stage.Disturbances.Take(FaultKind.FailAfterActing))
            {
                throw ApiErrors.Backend();
            }
        }

        await AnswerAsync(http, session);
    }

    private async Task AnswerAsync(HttpContext http, UploadSession session)
    {
        if (session.VideoId is { } id)
        {
            // Whoever asks again is answered with the same video, for as long as there is one.
            var video = stage.Uploads.Book.Find(id) ?? throw LiveErrors.VideoNotFound();
            await RestApi.WriteAsync(http, StatusCodes.Status201Created, _resource.Of(video, Parts.ToHashSet()).ToJsonString());
            return;
        }

        http.Response.StatusCode = StatusCodes.Status308PermanentRedirect;
        http.Response.ContentLength = 0;
        if (session.Stored > 0)
        {
            http.Response.Headers.Range = $"bytes=0-{session.Stored - 1}";
        }
    }

    private static void Check(HttpRequest request, UploadSession session, ContentRange range, long first)
    {
        var length = range.Last - first + 1;
        if (request.ContentLength != length)
        {
            throw Bad("Content-Length is not what Content-Range says.");
        }

        if (first != session.Stored)
        {
            throw Bad($"Invalid range: the upload goes on at {session.Stored}.");
        }

        if ((range.Total ?? session.Announced) is { } total && session.Announced is { } announced && total != announced)
        {
            throw Bad("The total is not what X-Upload-Content-Length said.");
        }

        if (range.Last + 1 != range.Total && length % UploadSession.Unit != 0)
        {
            throw Bad($"A chunk must be a multiple of {UploadSession.Unit} bytes.");
        }
    }

    /// <summary>What comes is kept by whole units, and at the end by the last byte: a connection that breaks loses less than a unit.</summary>
    private static async Task TakeAsync(HttpContext http, UploadSession session, ContentRange range)
    {
        var buffer = new byte[LargestRead];
        for (var left = range.Last!.Value - range.First!.Value + 1; left > 0; )
        {
            var wanted = (int)Math.Min(left, buffer.Length);
            var read = await http.Request.Body.ReadAtLeastAsync(
                buffer.AsMemory(0, wanted),
                wanted,
                throwOnEndOfStream: false,
                http.RequestAborted
            );
            if (read < wanted)
            {
                throw Bad("The body ended early.");
            }

            session.Append(buffer.AsSpan(0, wanted));
            left -= wanted;
        }
    }

    private async Task GuardedAsync(HttpContext http, Func<Task> answer)
    {
        try
        {
            await stage.Disturbances.DelayAsync(http.RequestAborted);
            var caller = stage.Access.Admit(RestApi.Credentials(http.Request), ownerOnly: true, acts: true, scopes: Scopes);
            if (!caller.IsOwner)
            {
                throw ApiErrors.NotOwner();
            }

            stage.Disturbances.Refuse();
            await answer();
        }
        catch (ApiException refusal)
        {
            await RestApi.WriteAsync(http, refusal.Code, refusal.ToJson().ToJsonString());
        }
        catch (IOException)
        {
            http.Abort();
        }
    }

    private static IReadOnlySet<string> Scopes { get; } =
        new HashSet<string>
        {
            YouTubeEmulatorOptions.YouTubeScope,
            YouTubeEmulatorOptions.ForceSslScope,
            "https://www.googleapis.com/auth/youtube.upload",
        };

    private static long? Length(HttpRequest request)
    {
        var text = request.Headers["X-Upload-Content-Length"].ToString();
        if (text.Length == 0)
        {
            return null;
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var length) && length > 0
            ? length <= MaxBytes
                ? length
                : throw ApiErrors.UploadTooLarge()
            : throw Bad("X-Upload-Content-Length is no number of bytes.");
    }

    private static ApiException Bad(string message) => new(400, "badRequest", "global", message, Grpc.Core.StatusCode.InvalidArgument);
}
