using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LiveIp.Plugins.Testing;
using Microsoft.AspNetCore.WebUtilities;

namespace LiveIp.Plugins.Douyin.Tests.Support;

/// <summary>
/// Douyin's open platform as far as posting a video for an account needs it, written from its documents (video.create.bind): one account
/// and one token. It answers 200 to everything.
/// </summary>
internal sealed class DouyinStandIn : NetworkStandIn
{
    public const string OpenId = "ba253642-0590-40bc-9bdf-9a1334b94059";
    public const string Token = "act.3f2b1c0d9e8f7a6b5c4d3e2f1a0b9c8d7e6f5a4b3c2d1e0f";

    /// <summary>A file that is there from the beginning.</summary>
    public const string Uploaded = "v0200fg10000uploaded";

    private const int LeastPart = 5 * 1024 * 1024;
    private const int MostAtOnce = 128 * 1024 * 1024;

    private readonly ConcurrentQueue<string> _posts = new();
    private readonly ConcurrentDictionary<string, byte[]> _files = new() { [Uploaded] = [1] };
    private readonly ConcurrentDictionary<string, SortedDictionary<int, byte[]>> _uploads = new();

    /// <summary>The token has ended.</summary>
    public bool IsExpired { get; set; }

    /// <summary>The calls after which the server fails inside, in place of what it does otherwise.</summary>
    public int FailsAfter { get; set; } = int.MaxValue;

    public int Calls { get; private set; }

    public override IReadOnlyList<string> Posted => [.. _posts];

    /// <summary>Uploads in parts that were begun.</summary>
    public int Uploads => _uploads.Count;

    public byte[] File(string id) => _files[id];

    public static Reply Error(long code, string description, int status = 200) =>
        Json(status, new { error_code = code, description }, code, description);

    /// <summary>The last two hours of an upload are over.</summary>
    public void ForgetUploads() => _uploads.Clear();

    protected override Reply Act(Received request)
    {
        if (++Calls > FailsAfter)
        {
            return new Reply(503, "<html>busy</html>");
        }

        var (path, query) = (request.Target.Split('?')[0], QueryHelpers.ParseQuery(request.Target.Split('?').ElementAtOrDefault(1)));
        if (request.Method != "POST" || !path.StartsWith("/api/douyin/v1/video/", StringComparison.Ordinal))
        {
            return new Reply(404, "404 page not found");
        }

        if (request.Headers.GetValueOrDefault("access-token") != Token)
        {
            return Error(28001003, "access_token无效");
        }

        if (IsExpired)
        {
            return Error(28001008, "access_token过期,请刷新或重新授权");
        }

        if (query["open_id"] != OpenId)
        {
            return Error(2100005, "参数不合法: open_id");
        }

        return path["/api/douyin/v1/video/".Length..] switch
        {
            "upload_video/" => Upload(request),
            "part/init/" => Begin(),
            "part/upload/" => Part(request, query["upload_id"].ToString(), query["part_number"].ToString()),
            "part/complete/" => Complete(query["upload_id"].ToString()),
            "create_video/" => Create(request),
            _ => new Reply(404, "404 page not found"),
        };
    }

    private Reply Upload(Received request) =>
        Video(request) is not { Length: > 0 } file ? Error(2100005, "参数不合法: video")
        : file.Length > MostAtOnce ? Error(2114004, "视频文件过大，请使用分片上传")
        : Stored(file);

    private Reply Begin()
    {
        var id = $"upload{_uploads.Count + 1:0000}";
        _uploads[id] = [];
        return Done(
            new
            {
                error_code = 0,
                description = "",
                upload_id = id,
            }
        );
    }

    private Reply Part(Received request, string upload, string number)
    {
        if (!_uploads.TryGetValue(upload, out var parts))
        {
            return Error(2114007, "upload_id 无效");
        }

        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var at) || at < 1 || Video(request) is not { } part)
        {
            return Error(2100005, "参数不合法");
        }

        if (part.Length < LeastPart)
        {
            return Error(2114008, "分片过小");
        }

        parts[at] = part;
        return Done(new { error_code = 0, description = "" });
    }

    private Reply Complete(string upload) =>
        !_uploads.TryGetValue(upload, out var parts) ? Error(2114007, "upload_id 无效")
        : parts.Count == 0 || parts.Keys.Last() != parts.Count ? Error(2114009, "分片不完整")
        : Stored(Joined(parts.Values));

    private static byte[] Joined(IEnumerable<byte[]> parts)
    {
        using var file = new MemoryStream();
        foreach (var part in parts)
        {
            file.Write(part);
        }

        return file.ToArray();
    }

    private Reply Create(Received request)
    {
        if (!request.Headers.GetValueOrDefault("Content-Type", "").StartsWith("application/json", StringComparison.Ordinal))
        {
            return Error(2100005, "参数不合法: Content-Type");
        }

        var body = JsonNode.Parse(request.Body) as JsonObject;
        var text = (string?)body?["text"] ?? "";
        if ((string?)body?["video_id"] is not { } video || !_files.ContainsKey(video))
        {
            return Error(2100005, "参数不合法: video_id");
        }

        if (text.Length > 1000)
        {
            return Error(2114001, "标题过长");
        }

        _posts.Enqueue(text);
        return Done(
            new
            {
                error_code = 0,
                description = "",
                item_id = $"@9VxT0uuFWsE7M3Koc{_posts.Count:0000}==",
                video_id = video,
            }
        );
    }

    private Reply Stored(byte[] file)
    {
        var id = $"v0200fg1000{_files.Count:0000}";
        _files[id] = file;
        return Done(
            new
            {
                error_code = 0,
                description = "",
                video = new
                {
                    video_id = id,
                    width = 1080,
                    height = 1920,
                },
            }
        );
    }

    /// <summary>The part "video" of a multipart body; null where there is none.</summary>
    private static byte[]? Video(Received request) => FormPart.Of(request)?.FirstOrDefault(static p => p.Name == "video")?.Body;

    private static Reply Done(object data) => Json(200, data, 0, "");

    private static Reply Json(int status, object data, long code, string description) =>
        new(
            status,
            JsonSerializer.Serialize(
                new
                {
                    data,
                    extra = new
                    {
                        error_code = code,
                        description,
                        sub_error_code = 0,
                        sub_description = "",
                        logid = "202611270130000102030405060708",
                        now = 1_795_700_000,
                    },
                }
            ),
            "Content-Type: application/json"
        );
}
