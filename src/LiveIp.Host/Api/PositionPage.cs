using System.Globalization;
using LiveIp.Host.Api.Errors;

namespace LiveIp.Host.Api;

/// <summary>Pages over rows with a growing position: the token is where to go on, opaque to clients.</summary>
internal static class PositionPage
{
    private const int Usual = 100;
    private const int Most = 1000;

    public static int Size(int asked) =>
        asked switch
        {
            0 => Usual,
            < 0 => throw RpcErrors.InvalidArgument(("page_size", "must not be negative")),
            _ => Math.Min(asked, Most),
        };

    public static long After(string token) =>
        token.Length == 0 ? 0
        : token[0] == 'p'
        && long.TryParse(token.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var after)
        && after > 0
            ? after
        : throw RpcErrors.InvalidArgument(
            ErrorReasons.PageTokenInvalid,
            ("page_token", "must be next_page_token of the page before, unchanged")
        );

    /// <param name="next">0 when there is no more.</param>
    public static string Token(long next) => next == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"p{next:x}");
}
