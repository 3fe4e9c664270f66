using System.Buffers;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using LiveIp.V1;

namespace LiveIp.Fuzz.Targets;

/// <summary>An event that the host, the log or a caller could not live with.</summary>
internal sealed class UnsoundEventException(string message) : Exception(message);

/// <summary>Takes the events of one frame after another and looks whether each can be stored, counted and sent.</summary>
internal sealed class EventCheck : IEventTaker
{
    /// <summary>A gRPC client takes 4 MiB in one message unless told otherwise, and several events may share one.</summary>
    private const int MaxEventBytes = 1024 * 1024;
    private const int MaxIdLength = 512;
    private const int MaxTypeLength = 128;
    private const int MaxVendorJson = 64 * 1024;
    private const long FirstSecond = -62_135_596_800;
    private const long LastSecond = 253_402_300_799;

    private readonly ArrayBufferWriter<byte> _stored = new();

    /// <summary>Events since the check was made.</summary>
    public long Events { get; private set; }

    /// <summary>Those among them that could not be read.</summary>
    public long Unreadable { get; private set; }

    /// <summary>Frames, answers or records that were refused as a whole, in the way that the product declares.</summary>
    public long Refused { get; private set; }

    public void Refuse() => Refused++;

    /// <exception cref="UnsoundEventException">It could not.</exception>
    public void Take(LiveEvent happened)
    {
        Events++;
        Demand(happened.Id.Length is > 0 and <= MaxIdLength, "the id is empty or too long");
        Demand(happened.BodyCase != LiveEvent.BodyOneofCase.None, "there is no body");
        Demand(IsTime(happened.OccurredAt), "occurred_at is beyond the calendar");
        Demand(AreCounts(happened), "a count is negative");
        if (happened.Vendor is { } vendor)
        {
            Unreadable += vendor.Reason.Length > 0 ? 1 : 0;
            Demand(vendor.Type.Length is > 0 and <= MaxTypeLength, "the vendor type is empty or too long");
            Demand(vendor.Json.Length <= MaxVendorJson, "the sample is too long");
        }

        _stored.ResetWrittenCount();
        happened.WriteTo(_stored);
        Demand(_stored.WrittenCount <= MaxEventBytes, "the event is too large");
        if (Events % 16 == 0)
        {
            Demand(LiveEvent.Parser.ParseFrom(_stored.WrittenSpan).Equals(happened), "it reads back as another event");
        }
    }

    private static bool AreCounts(LiveEvent e) =>
        e.Revision >= 0
        && e.BodyCase switch
        {
            LiveEvent.BodyOneofCase.Contribution => e.Contribution is { Count: >= 0, ComboCount: >= 0, Money: null or { Micros: >= 0 } },
            LiveEvent.BodyOneofCase.Membership => e.Membership
                is { Gained: >= 0, Count: >= 0, Months: >= 0, StreakMonths: >= 0, Money: null or { Micros: >= 0 } },
            LiveEvent.BodyOneofCase.Reaction => e.Reaction.Count >= 0,
            LiveEvent.BodyOneofCase.Raid => e.Raid.Viewers >= 0,
            LiveEvent.BodyOneofCase.ChatMessage => e.ChatMessage.Attached is null or { Micros: >= 0 },
            LiveEvent.BodyOneofCase.Poll => e.Poll.Options.All(static o => o is { Votes: >= 0, Points: >= 0 }),
            LiveEvent.BodyOneofCase.RewardRedemption => e.RewardRedemption.Cost >= 0,
            LiveEvent.BodyOneofCase.Goal => e.Goal is { Current: >= 0, Target: >= 0, Level: >= 0 },
            LiveEvent.BodyOneofCase.AdBreak => e.AdBreak.Duration is null or { Seconds: >= 0 },
            LiveEvent.BodyOneofCase.Measurement => e.Measurement is { Gauge: >= 0, Total: >= 0, Delta: >= 0 },
            _ => true,
        };

    private static bool IsTime(Timestamp? time) =>
        time is null or { Seconds: >= FirstSecond and <= LastSecond, Nanos: >= 0 and < 1_000_000_000 };

    /// <exception cref="UnsoundEventException">It does not.</exception>
    public static void Demand(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new UnsoundEventException($"{otherwise}.");
        }
    }
}
