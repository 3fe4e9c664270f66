using System.Globalization;
using System.Text.RegularExpressions;

namespace LiveIp.Emulators.YouTube.Uploads;

/// <summary>The head of a chunk: "bytes 0-524287/2000000", "bytes 0-524287/*", or "bytes */2000000" for a question (RFC 9110, 14.4).</summary>
/// <param name="First">Null for a question.</param>
/// <param name="Last">Of the chunk.</param>
/// <param name="Total">Null: not known yet.</param>
internal sealed partial record ContentRange(long? First, long? Last, long? Total)
{
    /// <summary>Null when it is none.</summary>
    public static ContentRange? Parse(string text)
    {
        if (Form().Match(text) is not { Success: true } match)
        {
            return null;
        }

        var (first, last, total) = (Number(match.Groups[1]), Number(match.Groups[2]), Number(match.Groups[3]));
        return last < first || total <= last || (first is null && total is null) ? null : new ContentRange(first, last, total);
    }

    private static long? Number(Group group) => group.Success ? long.Parse(group.Value, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"^bytes (?:\*|([0-9]{1,18})-([0-9]{1,18}))/(?:\*|([0-9]{1,18}))$")]
    private static partial Regex Form();
}
