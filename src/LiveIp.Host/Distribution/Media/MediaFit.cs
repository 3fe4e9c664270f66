using System.Globalization;
using LiveIp.Contracts;
using LiveIp.V1;
using Kind = LiveIp.V1.MediaFile.Types.Kind;

namespace LiveIp.Host.Distribution.Media;

/// <summary>Holds files against what a network takes. What ffprobe did not see is not held against anything.</summary>
internal static class MediaFit
{
    private const double Rounding = 0.005;

    /// <summary>Why they cannot go there, with the file that is meant where it is one; empty when they can.</summary>
    /// <param name="limits">Null for a network that takes no files.</param>
    /// <param name="network">What people call it.</param>
    public static IReadOnlyList<MediaMisfit> Misfits(IReadOnlyList<MediaFile> files, MediaLimits? limits, string network)
    {
        if (limits is null)
        {
            return files.Count == 0 ? [] : [new(null, $"{network} takes no files")];
        }

        var contents = files.Where(static f => !f.IsCover).ToList();
        var videos = contents.Count(static f => f.Kind == Kind.Video);
        var misfits = new List<MediaMisfit>();
        if (limits.IsRequired && contents.Count == 0)
        {
            misfits.Add(new(null, $"{network} needs {(limits.Images is null ? "a video" : "an image or a video")}"));
        }

        if (contents.Count > limits.MaxFiles)
        {
            misfits.Add(
                new(
                    null,
                    $"{network} takes at most {limits.MaxFiles} {(limits.MaxFiles == 1 ? "file" : "files")}, and these are {contents.Count}"
                )
            );
        }

        if (!limits.MayMix && videos > 0 && contents.Count > 1)
        {
            misfits.Add(new(null, $"{network} takes one video and nothing beside it"));
        }

        for (var i = 0; i < files.Count; i++)
        {
            misfits.AddRange(Misfits(files[i], limits).Select(why => new MediaMisfit(i, $"{network}: {files[i].FileName} {why}")));
        }

        return misfits;
    }

    private static IEnumerable<string> Misfits(MediaFile file, MediaLimits limits) =>
        // A cover that a network has no use for stays away, and is no misfit.
        file.IsCover
            ? (limits.Cover is { } cover ? Misfits(file, cover) : [])
        : file.Kind == Kind.Image
            ? limits.Images is { } images ? Misfits(file, images)
                : ["is an image, and those are not taken"]
        : limits.Videos is { } videos ? Misfits(file, videos)
        : ["is a video, and those are not taken"];

    private static IEnumerable<string> Misfits(MediaFile file, ImageLimits limits)
    {
        foreach (var why in Common(file, limits.ContentTypes, limits.MaxBytes))
        {
            yield return why;
        }

        if (limits.NeedsAltText && file.AltText.Length == 0)
        {
            yield return "needs an alternative text (alt_text): what is to be seen, in a sentence";
        }

        if (file.IsProbed && Math.Max(file.Width, file.Height) > limits.MaxSide)
        {
            yield return $"has {file.Width} x {file.Height} pixels; at most {limits.MaxSide} on a side";
        }

        if (file.IsProbed && (long)file.Width * file.Height > limits.MaxPixels)
        {
            yield return $"has {file.Width} x {file.Height} pixels; at most {limits.MaxPixels} in all";
        }
    }

    private static IEnumerable<string> Misfits(MediaFile file, VideoLimits limits)
    {
        foreach (var why in Common(file, limits.ContentTypes, limits.MaxBytes))
        {
            yield return why;
        }

        if (!file.IsProbed)
        {
            yield break;
        }

        var duration = file.Duration.ToTimeSpan();
        if (duration > limits.MaxDuration || duration < limits.MinDuration)
        {
            yield return duration > limits.MaxDuration
                ? $"lasts {Seconds(duration)}; at most {Seconds(limits.MaxDuration.Value)}"
                : $"lasts {Seconds(duration)}; at least {Seconds(limits.MinDuration!.Value)}";
        }

        if (
            file.Height > 0
            && (double)file.Width / file.Height is var aspect
            && (aspect < limits.MinAspect - Rounding || aspect > limits.MaxAspect + Rounding)
        )
        {
            yield return $"has {file.Width} x {file.Height} pixels, a ratio of {Number(aspect)}; {Number(limits.MinAspect ?? 0)} to {(limits.MaxAspect is { } most ? Number(most) : "any")} are taken";
        }

        if (limits.VideoCodecs.Count > 0 && !limits.VideoCodecs.Contains(file.VideoCodec))
        {
            yield return $"has a picture in {file.VideoCodec}; {string.Join(", ", limits.VideoCodecs)} are taken";
        }

        if (file.AudioCodec.Length > 0 && limits.AudioCodecs.Count > 0 && !limits.AudioCodecs.Contains(file.AudioCodec))
        {
            yield return $"has sound in {file.AudioCodec}; {string.Join(", ", limits.AudioCodecs)} are taken";
        }

        if (limits.MaxFrameRate is { } fastest && file.FrameRate > fastest + Rounding)
        {
            yield return $"has {Number(file.FrameRate)} pictures in a second; at most {Number(fastest)}";
        }
    }

    private static IEnumerable<string> Common(MediaFile file, IReadOnlyList<string> types, long? maxBytes)
    {
        if (types.Count > 0 && !types.Contains(file.ContentType))
        {
            yield return $"is {file.ContentType}; {string.Join(", ", types)} are taken";
        }

        if (file.SizeBytes > maxBytes)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"has {file.SizeBytes:N0} bytes; at most {maxBytes:N0}");
        }
    }

    private static string Seconds(TimeSpan time) => $"{Number(time.TotalSeconds)} s";

    private static string Number(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
