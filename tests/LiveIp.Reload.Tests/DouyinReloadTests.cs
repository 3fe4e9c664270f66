using System.Text.Json.Nodes;
using LiveIp.Reload.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace LiveIp.Reload.Tests;

public sealed class DouyinReloadTests
{
    [Fact]
    public async Task Fifty_reloads_leave_nothing_in_memory_and_deliver_every_post_once()
    {
        await using var receiver = new VideoReceiver();
        var address = await receiver.StartAsync();
        var directory = Directory.CreateTempSubdirectory("liveip-reload-douyin");
        try
        {
            // The beginning of an MP4 file is enough to be taken for one where no ffprobe is asked.
            var video = Path.Combine(directory.FullName, "clip.mp4");
            await File.WriteAllBytesAsync(video, [0, 0, 0, 0x10, .. "ftypisom"u8, 0, 0, 2, 0], TestContext.Current.CancellationToken);
            await DistributorReloads.RunAsync(
                "douyin",
                "LiveIp.Plugins.Douyin",
                receiver,
                [
                    KeyValuePair.Create("openId", VideoReceiver.OpenId),
                    KeyValuePair.Create("accessToken", VideoReceiver.Token),
                    KeyValuePair.Create("baseAddress", $"{address}"),
                ],
                shape: new PostShape(Media: video, Checkpoint: """{"Video":"v0200"}""")
            );
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    /// <summary>A video is known by its text.</summary>
    private sealed class VideoReceiver : Receiver
    {
        public const string OpenId = "ba253642-0590-40bc-9bdf-9a1334b94059";
        public const string Token = "act.3f2b1c0d9e8f7a6b5c4d3e2f1a0b9c8d";

        protected override void MapMore(WebApplication app) =>
            app.MapPost(
                "/api/douyin/v1/video/upload_video/",
                static (HttpRequest request) =>
                    request.Headers["access-token"] == Token && request.HasFormContentType
                        ? Results.Json(new { data = new { error_code = 0, video = new { video_id = "v0200" } } })
                        : Results.Unauthorized()
            );

        protected override string? Read(HttpRequest request, string body) =>
            request.Path == "/api/douyin/v1/video/create_video/"
            && request.Headers["access-token"] == Token
            && request.Query["open_id"] == OpenId
            && JsonNode.Parse(body) is { } video
            && (string?)video["video_id"] == "v0200"
                ? (string?)video["text"]
                : null;

        protected override IResult Taken(string body) =>
            Results.Json(new { data = new { error_code = 0, item_id = "@9VxT0uuFWsE7M3Koc" } });
    }
}
