using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiveIp.Host.Distribution.Media;

/// <summary>What <c>ffprobe -print_format json -show_format -show_streams</c> prints, as far as it is read. FFmpeg's doc/ffprobe.xsd.</summary>
internal static class FfProbeAnswer
{
    public static ProbeResult Read(string json)
    {
        try
        {
            var answer = JsonSerializer.Deserialize<Answer>(json);
            var streams = answer?.Streams ?? [];
            // A cover within a file of music is a stream of pictures, too.
            var picture = streams.FirstOrDefault(static s => s is { Type: "video", Disposition.IsAttachedPicture: 0 });
            var sound = streams.FirstOrDefault(static s => s.Type == "audio");
            var isTurned = picture?.SideData?.Any(static d => Math.Abs(d.Rotation ?? 0) % 180 == 90) == true;
            var (width, height) = (picture?.Width ?? 0, picture?.Height ?? 0);
            return new ProbeResult.Seen
            {
                Width = isTurned ? height : width,
                Height = isTurned ? width : height,
                Duration = Seconds(answer?.Format?.Duration ?? picture?.Duration),
                VideoCodec = picture?.Codec ?? "",
                AudioCodec = sound?.Codec ?? "",
                FrameRate = Ratio(picture?.FrameRate),
            };
        }
        catch (JsonException)
        {
            return new ProbeResult.Unreadable();
        }
    }

    private static TimeSpan Seconds(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and < 1e9
            ? TimeSpan.FromSeconds(seconds)
            : TimeSpan.Zero;

    /// <summary>"30000/1001"; "0/0" for what has none.</summary>
    private static double Ratio(string? text) =>
        text?.Split('/') is [var over, var under]
        && double.TryParse(over, NumberStyles.Float, CultureInfo.InvariantCulture, out var n)
        && double.TryParse(under, NumberStyles.Float, CultureInfo.InvariantCulture, out var d)
        && d > 0
            ? n / d
            : 0;

    private sealed record Answer(
        [property: JsonPropertyName("streams")] Stream[]? Streams,
        [property: JsonPropertyName("format")] Format? Format
    );

    private sealed record Format([property: JsonPropertyName("duration")] string? Duration);

    private sealed record Stream
    {
        [JsonPropertyName("codec_type")]
        public string? Type { get; init; }

        [JsonPropertyName("codec_name")]
        public string? Codec { get; init; }

        [JsonPropertyName("width")]
        public int Width { get; init; }

        [JsonPropertyName("height")]
        public int Height { get; init; }

        [JsonPropertyName("avg_frame_rate")]
        public string? FrameRate { get; init; }

        [JsonPropertyName("duration")]
        public string? Duration { get; init; }

        [JsonPropertyName("disposition")]
        public Disposition Disposition { get; init; } = new();

        [JsonPropertyName("side_data_list")]
        public SideData[]? SideData { get; init; }
    }

    private sealed record Disposition
    {
        [JsonPropertyName("attached_pic")]
        public int IsAttachedPicture { get; init; }
    }

    private sealed record SideData
    {
        // Of a display matrix, degrees.
        [JsonPropertyName("rotation")]
        public double? Rotation { get; init; }
    }
}
