using LiveIp.V1;

namespace LiveIp.Plugins.Mastodon.Statuses;

/// <summary>The words of a status as the API takes them.</summary>
internal static class StatusForm
{
    public static IEnumerable<KeyValuePair<string, string>> Of(RenderedPost rendered)
    {
        yield return new("status", rendered.Text);
        // The API knows languages of ISO 639, without a region.
        if (rendered.Language.Split('-')[0] is { Length: 2 or 3 } language && language.All(char.IsAsciiLetter))
        {
            yield return new("language", language.ToLowerInvariant());
        }
    }
}
