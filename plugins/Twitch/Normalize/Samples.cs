using Google.Protobuf.WellKnownTypes;
using LiveIp.V1;

namespace LiveIp.Plugins.Twitch.Normalize;

/// <summary>Numbers that were read, not sent.</summary>
internal static class Samples
{
    /// <summary>The value of a gauge now. Twitch gives samples no id, so metric and time stand in.</summary>
    public static LiveEvent Gauge(string metric, long value, string broadcast, DateTimeOffset now) =>
        new()
        {
            Id = $"{metric}:{now.ToUnixTimeMilliseconds()}",
            Broadcast = broadcast,
            OccurredAt = Timestamp.FromDateTimeOffset(now),
            Measurement = new Measurement { Metric = metric, Gauge = value },
        };
}
