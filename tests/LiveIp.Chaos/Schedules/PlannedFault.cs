using System.Globalization;

namespace LiveIp.Chaos.Schedules;

/// <summary>One entry of a schedule.</summary>
/// <param name="At">Since the show began.</param>
/// <param name="Platform">Null for what meets the host.</param>
/// <param name="Count">How many occurrences or calls it meets.</param>
/// <param name="Length">How long it lasts; zero for what is over at once.</param>
/// <param name="Jump">By how much the clock is wrong.</param>
internal sealed record PlannedFault(
    TimeSpan At,
    FaultKind Kind,
    string? Platform = null,
    int Count = 1,
    TimeSpan Length = default,
    TimeSpan Jump = default
)
{
    public TimeSpan End => At + Length;

    /// <summary>"stall twitch @3.2s 9s"</summary>
    public override string ToString()
    {
        var text = $"{Kind}{(Platform is null ? "" : " " + Platform)} @{Seconds(At)}s";
        text += Count > 1 ? string.Create(CultureInfo.InvariantCulture, $" x{Count}") : "";
        text += Length > TimeSpan.Zero ? $" for {Seconds(Length)}s" : "";
        return text + (Jump == default ? "" : $" by {Seconds(Jump)}s");
    }

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture);
}
