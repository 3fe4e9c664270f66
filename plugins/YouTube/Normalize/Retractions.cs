using Google.Protobuf.WellKnownTypes;
using LiveIp.Plugins.YouTube.Api.Data;
using LiveIp.V1;
using Kind = LiveIp.V1.Retraction.Types.Kind;

namespace LiveIp.Plugins.YouTube.Normalize;

/// <summary>Messages deleted and people banned -> retraction.</summary>
internal static class Retractions
{
    /// <summary>Longest duration that the schema can hold.</summary>
    private const ulong MaxSeconds = 315_576_000_000;

    public static bool Deleted(LiveEvent happened, LiveChatMessageDeletedDetails? details) =>
        Gone(happened, Kind.MessageDeleted, details?.DeletedMessageId);

    public static bool Retracted(LiveEvent happened, LiveChatMessageRetractedDetails? details) =>
        Gone(happened, Kind.MessageRetracted, details?.RetractedMessageId);

    /// <summary>What is left of a message that was deleted. It has the message's id, and is another occurrence.</summary>
    public static bool Tombstone(LiveEvent happened)
    {
        var target = happened.Id;
        happened.Id = $"{target}:tombstone";
        return Gone(happened, Kind.MessageDeleted, target);
    }

    public static bool Banned(LiveEvent happened, LiveChatUserBannedMessageDetails? details)
    {
        if (details?.BannedUserDetails is null)
        {
            return false;
        }

        var temporary = details.BanType == "temporary";
        happened.Retraction = new Retraction
        {
            Kind = temporary ? Kind.TimedOut : Kind.Banned,
            Target = People.Of(details.BannedUserDetails),
            Duration =
                temporary && details.BanDurationSeconds is { } seconds
                    ? new Duration { Seconds = (long)Math.Min(seconds, MaxSeconds) }
                    : null,
        };
        return true;
    }

    private static bool Gone(LiveEvent happened, Kind kind, string? target)
    {
        if (string.IsNullOrEmpty(target))
        {
            return false;
        }

        happened.Retraction = new Retraction { Kind = kind, TargetIds = { target } };
        return true;
    }
}
