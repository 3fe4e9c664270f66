using System.Security.Cryptography;
using System.Text.Json.Nodes;
using LiveIp.Emulators.YouTube.Access;
using LiveIp.Emulators.YouTube.Live;

namespace LiveIp.Emulators.YouTube.Rest;

/// <summary>POST thumbnails/set: the image that stands for a video.</summary>
internal sealed class ThumbnailsSet(YouTubeStage stage)
{
    private static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF];
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    public ApiMethod Method => ApiMethod.Acting("POST", "/upload/youtube/v3/thumbnails/set", Set) with { TakesMedia = true };

    /// <summary>Where the images of a broadcast lie.</summary>
    public static JsonObject Of(Broadcast broadcast) =>
        ListEnvelope.Thumbnails(
            $"https://i.ytimg.com/vi/{broadcast.Id}{(broadcast.Facts.Thumbnail is { } custom ? $"/custom-{custom}" : "")}"
        );

    private Answer Set(ApiQuery query, Caller caller)
    {
        var broadcast = stage.Channel.Find(query.Required("videoId")) ?? throw LiveErrors.VideoNotFound();
        var image = query.Media;
        if (image.Length == 0)
        {
            throw Refused("mediaBodyRequired", "The request does not include the image content.");
        }

        if (!image.AsSpan().StartsWith(Jpeg) && !image.AsSpan().StartsWith(Png))
        {
            throw Refused("invalidImage", "The provided image content is invalid.");
        }

        broadcast.Facts = broadcast.Facts with { Thumbnail = Convert.ToHexStringLower(SHA256.HashData(image)) };
        return new Answer(new JsonObject { ["kind"] = "youtube#thumbnailSetResponse", ["items"] = new JsonArray(Of(broadcast)) });
    }

    private static ApiException Refused(string reason, string message) =>
        new(400, reason, "youtube.thumbnail", message, Grpc.Core.StatusCode.InvalidArgument);
}
