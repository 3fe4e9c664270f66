using System.Globalization;

namespace LiveIp.Plugins.Bilibili.Api;

/// <summary>The number of a live room.</summary>
internal readonly record struct RoomId(long Value)
{
    /// <summary>Where a browser finds it.</summary>
    public Uri Uri => new($"https://live.bilibili.com/{this}");

    /// <summary>"123", or an address of the room on live.bilibili.com, with or without https, h5/ before and a query behind the number.</summary>
    public static RoomId? TryParse(string input)
    {
        var text = input.Trim();
        if (TryNumber(text) is { } number)
        {
            return number;
        }

        var address = text.Contains("://", StringComparison.Ordinal) ? text : $"https://{text}";
        return
            Uri.TryCreate(address, UriKind.Absolute, out var uri)
            && uri.Scheme is "https" or "http"
            && uri.Host.Equals("live.bilibili.com", StringComparison.OrdinalIgnoreCase)
            ? TryNumber(uri.AbsolutePath.Trim('/').Split('/')[^1])
            : null;
    }

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);

    private static RoomId? TryNumber(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value > 0 ? new RoomId(value) : null;
}
