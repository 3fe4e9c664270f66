using LiveIp.Host.Metrics;
using LiveIp.V1;
using State = LiveIp.V1.BroadcastState.Types.State;

namespace LiveIp.Host.Broadcasts;

/// <summary>What a platform, a recording or a person said of a broadcast: a broadcast_state of the log, without what is not needed.</summary>
internal sealed record ReportedState
{
    /// <summary>Begins the ids of what a platform told of its past, later.</summary>
    public const string HistoryPrefix = "history:";

    /// <summary>Begins the ids of what a person said was on air.</summary>
    public const string RecordedPrefix = "recorded:";

    /// <summary>Of the event; of several revisions that of the first.</summary>
    public required long Sequence { get; init; }

    /// <summary>As the log numbers its channels.</summary>
    public required long Channel { get; init; }

    /// <summary>Id of the event: with the channel the key.</summary>
    public required string Event { get; init; }

    public required int Revision { get; init; }

    /// <summary>Unix milliseconds, the platform's clock.</summary>
    public required long At { get; init; }

    public required State State { get; init; }

    /// <summary>The platform's id of the broadcast; empty where it tells none.</summary>
    public required string Broadcast { get; init; }

    public required string Title { get; init; }

    public required string Category { get; init; }

    /// <summary>Not heard live: from a recording, or recorded by a person.</summary>
    public required bool Imported { get; init; }

    /// <summary>Whoever said it neither heard nor recorded the chat.</summary>
    public bool IsHearsay =>
        Imported
        && (Event.StartsWith(HistoryPrefix, StringComparison.Ordinal) || Event.StartsWith(RecordedPrefix, StringComparison.Ordinal));

    public static ReportedState Of(LiveEvent source, long channel) =>
        new()
        {
            Sequence = source.Sequence,
            Channel = channel,
            Event = source.Id,
            Revision = source.Revision,
            At = EventMetrics.At(source),
            State = source.BroadcastState.State,
            Broadcast = source.Broadcast,
            Title = source.BroadcastState.Title,
            Category = source.BroadcastState.Category,
            Imported = source.Imported,
        };
}
