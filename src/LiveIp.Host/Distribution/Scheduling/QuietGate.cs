using LiveIp.Host.Distribution.Accounts;
using LiveIp.V1;
using Policy = LiveIp.V1.QuietHours.Types.Policy;

namespace LiveIp.Host.Distribution.Scheduling;

/// <summary>Stands before an attempt: what its account's quiet hours make of it.</summary>
internal sealed class QuietGate(OutboxStore store, TimeZones zones, TimeProvider clock, ILogger<QuietGate> logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    /// <summary>Null: it may leave.</summary>
    public Settlement? Look(DeliveryRow row, Post.Types.Kind kind)
    {
        var account = row.Message.Distributor;
        if (store.RulesOf(account).Quiet is not { } hours || !QuietTimes.AreKept(hours, kind))
        {
            return null;
        }

        if (zones.Find(hours.TimeZone) is not { } zone)
        {
            logger.LogError("The time zone '{Zone}' of the quiet hours of {Account} is not on this machine.", hours.TimeZone, account);
            return new Settlement
            {
                State = DeliveryState.Pending,
                Detail =
                    $"The time zone '{hours.TimeZone}' of the account's quiet hours is not on this machine, so nothing is sent. Install tzdata.",
                NextAttempt = row.NextAttempt,
                Hold = new AccountHold(clock.GetUtcNow() + Pause, HoldKind.NotSetUp),
            };
        }

        if (QuietTimes.EndAt(clock.GetUtcNow(), hours, zone) is not { } end)
        {
            return null;
        }

        var words = $"the quiet hours of {account} ({hours.From} to {hours.To}, {hours.TimeZone})";
        return hours.Policy == Policy.Drop ? Expired($"Dropped: it would have left in {words}.")
            : end > row.NotAfter ? Expired($"Its time is over before {words} are.")
            : new Settlement
            {
                State = DeliveryState.Pending,
                Detail = $"Waits for the end of {words}.",
                NextAttempt = end,
            };
    }

    private static Settlement Expired(string detail) => new() { State = DeliveryState.Expired, Detail = detail };
}
