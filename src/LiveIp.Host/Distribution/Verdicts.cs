using LiveIp.Contracts;
using LiveIp.Host.Distribution.Accounts;
using LiveIp.V1;

namespace LiveIp.Host.Distribution;

/// <summary>What the end of an attempt means for its delivery, and for the account.</summary>
internal sealed class Verdicts(TimeProvider clock)
{
    public Settlement Of(DeliveryRow row, int attempts, DeliveryResult result) =>
        result.Outcome switch
        {
            DeliveryOutcome.Delivered => Ended(DeliveryState.Delivered, result),
            DeliveryOutcome.Rejected => Ended(DeliveryState.Failed, result),
            DeliveryOutcome.NotSent => NotSent(row, attempts, result.Detail, result.RetryAfter, result.IsForAllAccounts),
            _ => Ended(DeliveryState.Unconfirmed, result),
        };

    /// <summary>Provably nothing left: it is tried again, as often and as long as it may be.</summary>
    /// <param name="row">The delivery.</param>
    /// <param name="attempts">This one counted.</param>
    /// <param name="why">A sentence for a person.</param>
    /// <param name="retryAfter">What the network said. It holds for the whole account, also when this delivery is given up.</param>
    /// <param name="isForAll">It holds for all accounts of the distributor.</param>
    public Settlement NotSent(DeliveryRow row, int attempts, string? why, TimeSpan? retryAfter, bool isForAll = false) =>
        Postponed(row, attempts, why, retryAfter) with
        {
            Hold = AccountHold.Said(clock.GetUtcNow(), retryAfter, isForAll),
        };

    public static Settlement Expired(string detail) => new() { State = DeliveryState.Expired, Detail = detail };

    private Settlement Postponed(DeliveryRow row, int attempts, string? why, TimeSpan? retryAfter)
    {
        if (Attempts.Next(attempts, retryAfter, clock.GetUtcNow()) is not { } next)
        {
            return new Settlement { State = DeliveryState.Failed, Detail = $"Given up after {attempts} attempts. {why}" };
        }

        return next > row.NotAfter
            ? Expired($"The next attempt would come too late. {why}")
            : new Settlement
            {
                State = DeliveryState.Pending,
                Detail = why ?? "",
                NextAttempt = next,
            };
    }

    private static Settlement Ended(DeliveryState state, DeliveryResult result) =>
        new()
        {
            State = state,
            Detail = result.Detail ?? "",
            RemoteId = result.RemoteId ?? "",
            RemoteUri = result.RemoteUri?.ToString() ?? "",
        };
}
