using Google.Protobuf.WellKnownTypes;
using LiveIp.Plugins.YouTube.Api.Data;
using LiveIp.V1;

namespace LiveIp.Plugins.YouTube.Normalize;

/// <summary>liveBroadcast -> broadcast_state. The id holds the life cycle status, so that telling it twice is one occurrence.</summary>
internal static class BroadcastStates
{
    private const string Live = "live";
    private const string Complete = "complete";

    public static bool IsLive(LiveBroadcast broadcast) =>
        broadcast.Status?.LifeCycleStatus == Live && broadcast.Snippet?.ActualEndTime is null;

    public static bool IsOver(LiveBroadcast broadcast) =>
        broadcast.Status?.LifeCycleStatus is Complete or "revoked" || broadcast.Snippet?.ActualEndTime is not null;

    public static LiveEvent Started(LiveBroadcast broadcast, DateTimeOffset now) =>
        new()
        {
            Id = $"{broadcast.Id}:{Live}",
            Broadcast = broadcast.Id ?? "",
            OccurredAt = Timestamps.ParseOr(broadcast.Snippet?.ActualStartTime, now),
            BroadcastState = new BroadcastState { State = BroadcastState.Types.State.Started, Title = broadcast.Snippet?.Title ?? "" },
        };

    /// <param name="id">The broadcast.</param>
    /// <param name="title">Empty when it is not known.</param>
    /// <param name="endedAt">As YouTube states it; null takes <paramref name="now"/>.</param>
    /// <param name="now">Our clock.</param>
    public static LiveEvent Ended(string id, string? title, string? endedAt, DateTimeOffset now) =>
        new()
        {
            Id = $"{id}:{Complete}",
            Broadcast = id,
            OccurredAt = Timestamps.ParseOr(endedAt, now),
            BroadcastState = new BroadcastState { State = BroadcastState.Types.State.Ended, Title = title ?? "" },
        };
}
