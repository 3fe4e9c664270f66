using System.Globalization;
using LiveIp.Host.Api.Errors;

namespace LiveIp.Host.Api;

/// <summary>Where a watch of deliveries goes on; opaque to clients.</summary>
/// <param name="Snapshot">The last change before the watch began: up to there it tells how things are, behind it what happens.</param>
/// <param name="Post">Its id; "-" for all.</param>
internal readonly record struct DeliveryWatchToken(long Revision, long Snapshot, string Post)
{
    /// <param name="last">The last change of this outbox.</param>
    public static DeliveryWatchToken Read(string token, string post, long last)
    {
        if (token.Length == 0)
        {
            return new(0, last, post);
        }

        var parts = token.Split('.');
        if (parts is not [var revision, var snapshot, var of] || !Parse(revision, out var at) || !Parse(snapshot, out var begin))
        {
            throw RpcErrors.InvalidArgument(
                ErrorReasons.ResumeTokenInvalid,
                ("resume_token", "must be resume_token of an earlier response, unchanged")
            );
        }

        return of == post && at <= last && begin <= last
            ? new(at, begin, post)
            : throw RpcErrors.InvalidArgument(
                ErrorReasons.ResumeTokenForeign,
                ("resume_token", "is of a watch of other posts, or of another host; begin without one")
            );
    }

    public string Write() => string.Create(CultureInfo.InvariantCulture, $"{Revision}.{Snapshot}.{Post}");

    private static bool Parse(string text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
