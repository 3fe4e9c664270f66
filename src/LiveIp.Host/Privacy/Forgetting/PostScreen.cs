using LiveIp.V1;

namespace LiveIp.Host.Privacy.Forgetting;

/// <summary>Takes forgotten names out of all that a person wrote into a post.</summary>
internal static class PostScreen
{
    /// <summary>A cleaned copy.</summary>
    public static Post Clean(Post post, Func<string, string> screen)
    {
        var clean = post.Clone();
        (clean.Title, clean.Text) = (screen(post.Title), screen(post.Text));
        foreach (var file in clean.Media)
        {
            (file.AltText, file.FileName) = (screen(file.AltText), screen(file.FileName));
        }

        foreach (var slot in clean.Schedule?.Slots ?? [])
        {
            slot.Title = screen(slot.Title);
        }

        if (clean.Clip is { } clip)
        {
            (clip.Hook, clip.Source) = (screen(clip.Hook), screen(clip.Source));
        }

        return clean;
    }
}
