using LiveIp.Host.Broadcasts;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;
using State = LiveIp.V1.BroadcastState.Types.State;

namespace LiveIp.Host.Tests.Broadcasts;

/// <summary>States, by minutes after the start of all samples.</summary>
internal static class Told
{
    public static long At(double minutes) => Sample.Start.AddMinutes(minutes).ToUnixTimeMilliseconds();

    public static ReportedState State(State state, double minutes, string broadcast = "", string id = "", bool imported = false) =>
        new()
        {
            Sequence = 1 + (long)(minutes * 60) + (int)state,
            Channel = 1,
            Event = id.Length > 0 ? id : $"{state}-{minutes}-{broadcast}",
            Revision = 0,
            At = At(minutes),
            State = state,
            Broadcast = broadcast,
            Title = "",
            Category = "",
            Imported = imported,
        };

    public static ReportedState Started(double minutes, string broadcast = "") =>
        State(BroadcastState.Types.State.Started, minutes, broadcast);

    public static ReportedState Ended(double minutes, string broadcast = "") => State(BroadcastState.Types.State.Ended, minutes, broadcast);

    public static ReportedState ChatEnded(double minutes, string broadcast = "") =>
        State(BroadcastState.Types.State.ChatEnded, minutes, broadcast);

    /// <summary>The event that says so.</summary>
    public static LiveEvent Event(State state, double minutes, string broadcast = "", string title = "", string? id = null)
    {
        var told = Sample.Event(id ?? $"{state}-{minutes}-{broadcast}", minutes * 60);
        told.Broadcast = broadcast;
        told.BroadcastState = new() { State = state, Title = title };
        return told;
    }
}

/// <summary>A channel that was heard when the test says so.</summary>
internal sealed class HeardAt(double lastHeard, bool ofViewers, params double[] minutes) : IHeardMoments
{
    long IHeardMoments.HeardAt => Told.At(lastHeard);

    public (IReadOnlyList<long> Moments, bool OfViewers) Between(long from, long until)
    {
        long[] found = [.. minutes.Select(Told.At).Order().Where(m => from <= m && m <= until)];
        return (found, ofViewers && found.Length > 0);
    }
}
