using System.Text.Json;
using LiveIp.Contracts;
using LiveIp.Plugins.YouTube.Api;

namespace LiveIp.Plugins.YouTube.History;

/// <summary>
/// How far the past is read. YouTube gives no more than 500 results of one search, so the time is searched in windows, newest first,
/// and a window with more is halved.
/// </summary>
internal sealed class HistoryCursor
{
    /// <summary>Windows that are still to be read; the last one is read now. Unix seconds.</summary>
    public IList<Span> Left { get; set; } = [];

    /// <summary>Of the page to come in the window that is read now; null for its first.</summary>
    public string? Token { get; set; }

    /// <summary>Pages of this window that were read.</summary>
    public int Page { get; set; }

    /// <summary>The Analytics refuse to be read, so they are not asked again.</summary>
    public bool WithoutAnalytics { get; set; }

    /// <exception cref="AdapterException">It is none of ours.</exception>
    public static HistoryCursor Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, YouTubeJson.Default.HistoryCursor) is { Left.Count: > 0 } cursor
                ? cursor
                : throw new JsonException();
        }
        catch (JsonException e)
        {
            throw new AdapterException(FailureKind.Refused, "The import cannot go on from there; begin it anew.", innerException: e);
        }
    }

    public override string ToString() => JsonSerializer.Serialize(this, YouTubeJson.Default.HistoryCursor);

    /// <summary>The window that is read now is done.</summary>
    public void Pop()
    {
        Left.RemoveAt(Left.Count - 1);
        (Token, Page) = (null, 0);
    }

    /// <summary>Reads the window that is read now in two, split there; the newer part first.</summary>
    public void Split(long at)
    {
        var whole = Left[^1];
        Pop();
        Left.Add(new() { From = whole.From, Until = at });
        Left.Add(new() { From = at, Until = whole.Until });
    }

    /// <summary>From inclusive, until exclusive, in Unix seconds.</summary>
    internal sealed class Span
    {
        public long From { get; set; }

        public long Until { get; set; }
    }
}
