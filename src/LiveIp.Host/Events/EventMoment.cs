using LiveIp.V1;

namespace LiveIp.Host.Events;

/// <summary>
/// The part of an event's key that keeps keys in the order of time. It must come out the same whenever the platform tells of the same
/// occurrence, so kinds that come again and again under one id with a later state (gifts in a combo, polls, goals) have none.
/// </summary>
internal static class EventMoment
{
    /// <summary>No moment: the hash alone tells.</summary>
    public const long None = 0;

    private const long LastSecond = 253_402_300_799;

    /// <summary>Unix milliseconds on the platform's clock, or <see cref="None"/>.</summary>
    public static long Of(LiveEvent source) =>
        source
            is {
                // The kinds that come in great numbers; each is one occurrence, told once.
                BodyCase: LiveEvent.BodyOneofCase.ChatMessage or LiveEvent.BodyOneofCase.Presence or LiveEvent.BodyOneofCase.Reaction,
                OccurredAt: { Seconds: > 0 and <= LastSecond, Nanos: >= 0 and <= 999_999_999 } at
            }
        // The platform did not say, and the host put its own time in both: another at every telling.
        && !at.Equals(source.ReceivedAt)
            ? (at.Seconds * 1000) + (at.Nanos / 1_000_000)
            : None;
}
