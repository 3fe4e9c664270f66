using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace LiveIp.Emulators.Twitch.Helix;

/// <summary>Pages of a list by <c>first</c> and an opaque cursor.</summary>
internal static class Page
{
    /// <summary>A refusal, or the items of the page and the pagination object (empty on the last page).</summary>
    public static HelixAnswer? Of<T>(
        HelixCall call,
        IReadOnlyList<T> all,
        int size,
        int maximum,
        out List<T> items,
        out JsonObject pagination
    )
    {
        items = [];
        pagination = [];
        if (call.Query("first") is [var first, ..])
        {
            if (!int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out size) || size < 1 || size > maximum)
            {
                return HelixAnswer.Refuse(400, $"The parameter \"first\" was malformed: the value must be between 1 and {maximum}");
            }
        }

        var start = 0;
        if (call.Query("after") is [var after, ..] && !TryRead(after, out start))
        {
            return HelixAnswer.Refuse(400, "The parameter \"after\" was malformed: invalid cursor");
        }

        items = [.. all.Skip(start).Take(size)];
        if (start + size < all.Count)
        {
            pagination["cursor"] = Convert.ToBase64String(Encoding.ASCII.GetBytes($"o:{start + size}"));
        }

        return null;
    }

    private static bool TryRead(string cursor, out int start)
    {
        start = 0;
        Span<byte> bytes = stackalloc byte[32];
        return Convert.TryFromBase64String(cursor, bytes, out var length)
            && Encoding.ASCII.GetString(bytes[..length]) is ['o', ':', .. var digits]
            && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out start);
    }
}
