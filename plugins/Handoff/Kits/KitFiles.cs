using LiveIp.Contracts;

namespace LiveIp.Plugins.Handoff.Kits;

/// <summary>The files of a post, by their names: the host shows beside the steps where they lie.</summary>
/// <param name="Contents">"clip.mp4, sky.png"; empty for none.</param>
/// <param name="Cover">"cover.jpg"; empty for none.</param>
internal sealed record KitFiles(string Contents, string Cover)
{
    public static KitFiles Of(IReadOnlyList<IMediaContent> media) => new(Names(media, isCover: false), Names(media, isCover: true));

    /// <summary>To choose them on the network's page.</summary>
    /// <param name="english">What to do where there are none: "Upload the video."</param>
    /// <param name="chinese">The same in Chinese.</param>
    public IEnumerable<HandoffAction> Choose(string english, string chinese)
    {
        yield return Contents.Length > 0 ? new($"Upload {Contents}.", $"上传 {Contents}。") : new(english, chinese);
        if (Cover.Length > 0)
        {
            yield return new($"Choose {Cover} as the cover.", $"选择 {Cover} 作为封面。");
        }
    }

    private static string Names(IReadOnlyList<IMediaContent> media, bool isCover) =>
        string.Join(", ", media.Where(m => m.File.IsCover == isCover).Select(static m => m.File.FileName));
}
