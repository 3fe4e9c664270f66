using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using LiveIp.Plugins.Answers;
using LiveIp.Plugins.Api;
using LiveIp.Plugins.Sending;

namespace LiveIp.Plugins.Douyin.Api;

/// <summary>
/// The calls of Douyin's open platform with which a video is posted in place of its account (video.create.bind): the file is uploaded,
/// whole or in parts, and a video is made of it.
/// </summary>
internal sealed class DouyinApi(DouyinSettings settings, TimeProvider clock)
{
    private const string Root = "api/douyin/v1/video/";
    private const string TokenHeader = "access-token";

    /// <summary>It says most of it twice.</summary>
    private const int MaxAnswerBytes = 2 * JsonAnswer.MaxBytes;

    // The document shows the text as it is, and not escaped.
    private static readonly JsonSerializerOptions AsItIs = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The id of the file.</summary>
    public async Task<string> UploadAsync(byte[] file, string name, string contentType, TimeSpan time, CancellationToken cancellationToken)
    {
        var answer = await AskAsync("upload_video/", [], File(file, name, contentType), time, cancellationToken);
        return VideoOf(answer);
    }

    /// <summary>Begins an upload in parts: its id, which is worth two hours.</summary>
    public async Task<string> BeginPartsAsync(CancellationToken cancellationToken)
    {
        var answer = await AskAsync("part/init/", [], null, settings.Timeout, cancellationToken);
        return answer.Json.Member("data").Text("upload_id") is { Length: > 0 and <= 1000 } id ? id : throw DouyinAnswer.Unreadable();
    }

    /// <param name="number">From 1 on.</param>
    public Task UploadPartAsync(
        string upload,
        int number,
        byte[] part,
        string name,
        string contentType,
        TimeSpan time,
        CancellationToken cancellationToken
    ) =>
        AskAsync(
            "part/upload/",
            [("upload_id", upload), ("part_number", number.ToString(CultureInfo.InvariantCulture))],
            File(part, name, contentType),
            time,
            cancellationToken
        );

    /// <summary>Ends an upload in parts: the id of the file.</summary>
    public async Task<string> CompletePartsAsync(string upload, CancellationToken cancellationToken)
    {
        var answer = await AskAsync("part/complete/", [("upload_id", upload)], null, settings.Timeout, cancellationToken);
        return VideoOf(answer);
    }

    /// <summary>Makes the video. The one call that publishes.</summary>
    /// <exception cref="NoAnswerException">No answer came.</exception>
    public async Task<DouyinAnswer> CreateAsync(string video, string text, CancellationToken cancellationToken)
    {
        var body = new JsonObject { ["video_id"] = video, ["text"] = text }.ToJsonString(AsItIs);
        using var content = new OnceContent(System.Text.Encoding.UTF8.GetBytes(body));
        return await SendAsync("create_video/", [], content, settings.Timeout, cancellationToken);
    }

    /// <summary>A call that publishes nothing, and whose refusal is a failure.</summary>
    private async Task<DouyinAnswer> AskAsync(
        string call,
        IReadOnlyList<(string Name, string Value)> query,
        HttpContent? content,
        TimeSpan time,
        CancellationToken cancellationToken
    )
    {
        using (content)
        {
            var answer = await SendAsync(call, query, content, time, cancellationToken);
            return answer.IsDone ? answer : throw answer.Failure(clock.GetUtcNow());
        }
    }

    private async Task<DouyinAnswer> SendAsync(
        string call,
        IReadOnlyList<(string Name, string Value)> query,
        HttpContent? content,
        TimeSpan time,
        CancellationToken cancellationToken
    )
    {
        var root = settings.BaseAddress.GetLeftPart(UriPartial.Path).TrimEnd('/');
        var parameters = string.Join(
            '&',
            query.Prepend(("open_id", settings.OpenId)).Select(static p => $"{p.Item1}={Uri.EscapeDataString(p.Item2)}")
        );
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{root}/{Root}{call}?{parameters}") { Content = content };
        request.Headers.Add(TokenHeader, settings.AccessToken);
        using var deadline = new CancellationTokenSource(time, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        return new DouyinAnswer(await ApiCall.SendAsync(request, MaxAnswerBytes, either.Token), settings.AccessToken);
    }

    private static MultipartFormDataContent File(byte[] file, string name, string contentType)
    {
        var content = new ByteArrayContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        return new MultipartFormDataContent { { content, "video", name } };
    }

    private static string VideoOf(DouyinAnswer answer) =>
        answer.Json.Member("data").Member("video").Text("video_id") is { Length: > 0 and <= 1000 } id
            ? id
            : throw DouyinAnswer.Unreadable();
}
