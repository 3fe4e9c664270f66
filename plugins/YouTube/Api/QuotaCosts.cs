using System.Globalization;

namespace LiveIp.Plugins.YouTube.Api;

/// <summary>
/// Units per call. The default is what each method's page says ("quota impact", developers.google.com/youtube/v3/live/reference); the
/// pessimistic table takes what the older quota calculator says of calls that change something.
/// </summary>
internal sealed class QuotaCosts
{
    public const string StreamList = "liveChatMessages.streamList";
    public const string ChatList = "liveChatMessages.list";
    public const string ChatInsert = "liveChatMessages.insert";
    public const string ChatTransition = "liveChatMessages.transition";
    public const string ChatDelete = "liveChatMessages.delete";
    public const string BanInsert = "liveChatBans.insert";
    public const string BanDelete = "liveChatBans.delete";
    public const string Search = "search.list";
    public const string VideoInsert = "videos.insert";

    /// <summary>A part of an upload that videos.insert has opened. It is no call of its own.</summary>
    public const string UploadPart = "videos.insert (a part)";

    /// <summary>Of the Analytics API.</summary>
    public const string Report = "reports.query";

    private const int Most = 10_000;
    private const int Changing = 50;

    /// <summary>What older pages say of a search; the newer ones give searches a bucket of their own.</summary>
    private const int OldSearch = 100;

    /// <summary>The same of an upload.</summary>
    private const int OldUpload = 1600;

    private readonly Dictionary<string, int> _units;

    private QuotaCosts(Dictionary<string, int> units) => _units = units;

    public static QuotaCosts Default { get; } = new(Table(20, search: 0, upload: 0));

    /// <summary>
    /// "default" or "pessimistic", with single calls set anew behind it: "default, liveChatMessages.insert=50". Null when it is neither.
    /// </summary>
    public static QuotaCosts? Parse(string text)
    {
        var words = text.Split(',', StringSplitOptions.TrimEntries);
        var units = words[0] switch
        {
            "" or "default" => Table(20, search: 0, upload: 0),
            "pessimistic" => Table(Changing, OldSearch, OldUpload),
            _ => null,
        };
        foreach (var word in words.Skip(1))
        {
            if (
                units is null
                || word.Split('=', StringSplitOptions.TrimEntries) is not [{ Length: > 0 } call, var number]
                || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var cost)
                || cost > Most
            )
            {
                return null;
            }

            units[call] = cost;
        }

        return units is null ? null : new(units);
    }

    /// <summary>The stream costs per opening; how long it is then held open does not matter.</summary>
    public int Of(string call) => _units.TryGetValue(call, out var units) ? units : (IsReading(call) ? 1 : Changing);

    /// <summary>Whether the call only looks.</summary>
    public static bool IsReading(string call) => call is StreamList or Report || call.EndsWith(".list", StringComparison.Ordinal);

    private static Dictionary<string, int> Table(int writing, int search, int upload) =>
        new(StringComparer.Ordinal)
        {
            [StreamList] = 5,
            [ChatList] = 5,
            [ChatInsert] = writing,
            [ChatTransition] = writing,
            [Search] = search,
            [VideoInsert] = upload,
            [UploadPart] = 0,
            [Report] = 0,
        };
}
