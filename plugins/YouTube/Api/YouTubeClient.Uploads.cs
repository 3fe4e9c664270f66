using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using LiveIp.Contracts;
using LiveIp.Plugins.YouTube.Api.Data;
using LiveIp.Plugins.YouTube.Uploads;

namespace LiveIp.Plugins.YouTube.Api;

// Resumable uploads (developers.google.com/youtube/v3/guides/using_resumable_upload_protocol), and what is done with uploaded videos.
// Google.Apis' ResumableUpload decides by itself when to send the last chunk again; here that is the host's decision.
internal sealed partial class YouTubeClient
{
    private const int MaxVideoAnswer = 1024 * 1024;

    /// <summary>Opens a session. Nothing is published by it.</summary>
    public Task<Uri> BeginUploadAsync(Video video, long size, string contentType, bool notifies, CancellationToken cancellationToken)
    {
        return CallAsync(QuotaCosts.VideoInsert, acts: false, SendAsync, cancellationToken);

        async Task<Uri> SendAsync(CancellationToken ct)
        {
            var path =
                $"upload/youtube/v3/videos?uploadType=resumable&part=snippet,status&notifySubscribers={(notifies ? "true" : "false")}";
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(new Uri(_service.BaseUri), path))
            {
                Content = JsonContent.Create(video, YouTubeJson.Default.Video),
            };
            request.Headers.Add("X-Upload-Content-Length", size.ToString(CultureInfo.InvariantCulture));
            request.Headers.Add("X-Upload-Content-Type", contentType);
            using var answer = await _service.HttpClient.SendAsync(request, ct);
            if (!answer.IsSuccessStatusCode)
            {
                throw await RefusedAsync(QuotaCosts.VideoInsert, answer, acts: false, ct);
            }

            // The bytes, and with them the token, go nowhere but to YouTube.
            var address = answer.Headers.Location is { } told ? new Uri(request.RequestUri!, told) : null;
            return
                address is { } a
                && a.Scheme == request.RequestUri!.Scheme
                && (a.Host == request.RequestUri!.Host || a.Host.EndsWith(".googleapis.com", StringComparison.Ordinal))
                ? a
                : throw new AdapterException(FailureKind.ProtocolChanged, "YouTube opened an upload and did not say where.");
        }
    }

    /// <summary>How far an upload is. Changes nothing.</summary>
    public Task<UploadState> AskUploadAsync(Uri session, long size, CancellationToken cancellationToken) =>
        UploadAsync(session, [], new ContentRangeHeaderValue(size), acts: false, cancellationToken);

    /// <summary>Sends a part. The one that completes the video is the one that publishes it.</summary>
    public Task<UploadState> SendPartAsync(Uri session, byte[] part, long from, long size, CancellationToken cancellationToken) =>
        UploadAsync(
            session,
            part,
            new ContentRangeHeaderValue(from, from + part.Length - 1, size),
            acts: from + part.Length == size,
            cancellationToken
        );

    public Task DeleteVideoAsync(string id, CancellationToken cancellationToken) =>
        ExecuteAsync("videos.delete", _service.Videos.Delete(id), cancellationToken);

    private Task<UploadState> UploadAsync(
        Uri session,
        byte[] part,
        ContentRangeHeaderValue range,
        bool acts,
        CancellationToken cancellationToken
    )
    {
        return CallAsync(QuotaCosts.UploadPart, acts, SendAsync, cancellationToken);

        async Task<UploadState> SendAsync(CancellationToken ct)
        {
            using var request = new HttpRequestMessage(HttpMethod.Put, session) { Content = new ByteArrayContent(part) };
            request.Content.Headers.ContentRange = range;
            using var answer = await _service.HttpClient.SendAsync(request, ct);
            return answer.StatusCode switch
            {
                HttpStatusCode.OK or HttpStatusCode.Created => new UploadState(range.Length!.Value, await VideoAsync(answer, ct)),
                HttpStatusCode.PermanentRedirect => new UploadState(Stored(answer)),
                HttpStatusCode.NotFound or HttpStatusCode.Gone => new UploadState(0, IsGone: true),
                _ => throw await RefusedAsync(QuotaCosts.UploadPart, answer, acts, ct),
            };
        }
    }

    /// <summary>"bytes=0-524287"; without it nothing is stored.</summary>
    private static long Stored(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("Range", out var values)
        && values.FirstOrDefault()?.Split('-') is ["bytes=0", var last]
        && long.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var end)
            ? end + 1
            : 0;

    private static async Task<Video?> VideoAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        try
        {
            var bytes = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
            return bytes.Length > MaxVideoAnswer
                ? new Video()
                : JsonSerializer.Deserialize(bytes, YouTubeJson.Default.Video) ?? new Video();
        }
        catch (JsonException)
        {
            // The status alone says that it is there.
            return new Video();
        }
    }

    private async Task<AdapterException> RefusedAsync(
        string call,
        HttpResponseMessage answer,
        bool acts,
        CancellationToken cancellationToken
    ) =>
        ApiErrors.Classify(
            call,
            answer.StatusCode,
            ErrorBody.ReasonIn(await answer.Content.ReadAsStringAsync(cancellationToken)),
            _clock.GetUtcNow(),
            acts
        );
}
