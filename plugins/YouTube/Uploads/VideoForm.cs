using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LiveIp.Contracts;
using LiveIp.Plugins.YouTube.Api;
using LiveIp.Plugins.YouTube.Api.Data;
using LiveIp.V1;

namespace LiveIp.Plugins.YouTube.Uploads;

/// <summary>
/// A post as a video's resource. Its title is the post's, its description what the host rendered without that line. Limits: videos
/// resource, snippet.title (100 characters), snippet.description (5000 bytes), snippet.tags (500 characters); neither '&lt;' nor '&gt;'.
/// </summary>
internal static class VideoForm
{
    /// <summary>Bytes of UTF-8.</summary>
    public const int MaxDescription = 5000;

    private const int MaxTitle = 100;
    private const int MaxTags = 500;

    /// <exception cref="AdapterException">There is no title to be had.</exception>
    public static Video Of(Post post, RenderedPost rendered, VideoSettings settings) =>
        new()
        {
            Snippet = Snippet(post, rendered, settings.CategoryId),
            Status = new()
            {
                PrivacyStatus = settings.Privacy switch
                {
                    VideoPrivacy.Unlisted => "unlisted",
                    VideoPrivacy.Private => "private",
                    _ => "public",
                },
                SelfDeclaredMadeForKids = settings.MadeForKids,
                ContainsSyntheticMedia = settings.ContainsSyntheticMedia,
            },
        };

    /// <inheritdoc cref="Of"/>
    public static VideoSnippet Snippet(Post post, RenderedPost rendered, string? categoryId)
    {
        var text = Allowed(rendered.Text).Trim();
        var first = Allowed(post.Title).Trim() is { Length: > 0 } given ? given : text.Split('\n')[0].Trim();
        var title = Cut(first);
        if (title.Length == 0)
        {
            throw new AdapterException(FailureKind.Refused, "A video needs a title: give the post a title or a text.");
        }

        var language = rendered.Language.Length > 0 ? rendered.Language : null;
        return new VideoSnippet
        {
            Title = title,
            // Where the title is all of the first line, it need not stand there twice.
            Description = text.StartsWith(first, StringComparison.Ordinal) && title == first ? text[first.Length..].TrimStart() : text,
            CategoryId = categoryId,
            Tags = Tags(post),
            DefaultLanguage = language,
        };
    }

    /// <summary>The same for the same form and the same file.</summary>
    public static string Hash(Video video, MediaFile file) =>
        Convert.ToHexStringLower(
            SHA256.HashData([
                .. JsonSerializer.SerializeToUtf8Bytes(video, YouTubeJson.Default.Video),
                .. Encoding.UTF8.GetBytes($"\n{file.FileName}\n{file.SizeBytes}"),
            ])
        );

    /// <summary>YouTube refuses angle brackets; these are read the same.</summary>
    private static string Allowed(string text) => text.Replace('<', '‹').Replace('>', '›');

    /// <summary>Between what a reader takes for characters, counted in code points as YouTube does.</summary>
    private static string Cut(string line)
    {
        var (end, count) = (0, 0);
        while (end < line.Length)
        {
            var length = System.Globalization.StringInfo.GetNextTextElementLength(line, end);
            count += line.AsSpan(end, length).ToString().EnumerateRunes().Count();
            if (count > MaxTitle)
            {
                break;
            }

            end += length;
        }

        return line[..end].TrimEnd();
    }

    /// <summary>As many of the first as fit: the commas between them count, and so do the quotes that a tag with a space gets.</summary>
    private static List<string>? Tags(Post post)
    {
        var (tags, length) = (new List<string>(), -1);
        foreach (var tag in post.Tags)
        {
            length += 1 + tag.Length;
            if (length > MaxTags)
            {
                break;
            }

            tags.Add(tag);
        }

        return tags.Count > 0 ? tags : null;
    }
}
