using System.Globalization;
using LiveIp.Host.Api.Errors;
using LiveIp.Host.Broadcasts;
using LiveIp.Host.Scoring;

namespace LiveIp.Host.Api;

/// <summary>Where a page of broadcasts, newest first, ended; opaque to clients.</summary>
internal readonly record struct BroadcastServiceToken(long Start, long Id)
{
    public static BroadcastServiceToken Of(BroadcastRecord last) => new(last.Start, last.Id);

    public static BroadcastServiceToken Of(KnownBroadcast last) =>
        new(last.Facts.StartTime.ToUnixTimeMilliseconds(), BroadcastRecord.IdOf(last.Name)!.Value);

    /// <summary>Null for the first page.</summary>
    public static BroadcastServiceToken? Read(string token)
    {
        if (token.Length == 0)
        {
            return null;
        }

        var parts = token.Split('b');
        return parts is [var start, var id] && Parse(start, out var at) && Parse(id, out var number)
            ? new(at, number)
            : throw RpcErrors.InvalidArgument(
                ErrorReasons.PageTokenInvalid,
                ("page_token", "must be next_page_token of the page before, unchanged")
            );
    }

    public string Write() => string.Create(CultureInfo.InvariantCulture, $"{Start}b{Id}");

    /// <summary>Whether the broadcast comes on a later page.</summary>
    public bool IsBehind(BroadcastRecord broadcast) => (broadcast.Start, broadcast.Id).CompareTo((Start, Id)) < 0;

    /// <summary>The same of a broadcast that is scored.</summary>
    public bool IsBehind(KnownBroadcast broadcast)
    {
        var other = Of(broadcast);
        return (other.Start, other.Id).CompareTo((Start, Id)) < 0;
    }

    private static bool Parse(string text, out long number) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
}
