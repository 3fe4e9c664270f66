using LiveIp.V1;

namespace LiveIp.Host.Demo.Acting;

/// <summary>What must hold of an act, whatever went wrong on the way. Pure.</summary>
internal static class ActingJudge
{
    /// <summary>Exactly one broadcast with this title, bound to the only stream that there is.</summary>
    public static bool IsMadeOnce(ActingTruth truth, string title) =>
        truth is { Broadcasts: [var only], Streams: 1 } && (string?)only["title"] == title && only["boundStream"] is not null;

    /// <summary>
    /// A line that was sent is there once. Of one whose fate is unknown there is one copy at most: to say so is the honest answer to a
    /// lost answer, and to send it again is not.
    /// </summary>
    public static bool IsTrueOfLine(SendState told, int copies) =>
        told switch
        {
            SendState.Sent => copies == 1,
            SendState.Unknown => copies <= 1,
            SendState.Unsupported => copies == 0,
            _ => false,
        };
}
