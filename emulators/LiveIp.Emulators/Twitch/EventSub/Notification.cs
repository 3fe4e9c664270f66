using System.Text.Json.Nodes;
using LiveIp.Emulators.Truth;

namespace LiveIp.Emulators.Twitch.EventSub;

/// <summary>One thing that is told to every session which subscribed to its type, and what is true about it.</summary>
internal sealed record Notification
{
    /// <summary>metadata.message_id</summary>
    public required string Id { get; init; }

    public required string Type { get; init; }

    public string Version { get; init; } = "1";

    public required JsonObject Event { get; init; }

    public required TruthRow Row { get; init; }
}

/// <summary>What becomes of one row that several sessions may carry: delivered as long as one of them keeps it.</summary>
internal sealed class Delivery(TruthRow row)
{
    public const string NoSession = "no session";
    public const string Stalled = "stalled";
    public const string InFlight = "in flight at a drop";

    private readonly Lock _gate = new();
    private int _holders;

    /// <summary>Put into a session's queue.</summary>
    public void Held()
    {
        lock (_gate)
        {
            _holders++;
        }
    }

    /// <summary>Written to a session's socket.</summary>
    public void Written()
    {
        lock (_gate)
        {
            TruthLedger.MarkDelivered(row);
        }
    }

    /// <summary>The session that held it broke.</summary>
    public void Lost()
    {
        lock (_gate)
        {
            if (--_holders == 0)
            {
                TruthLedger.MarkUnrecoverable(row, InFlight);
            }
        }
    }
}
