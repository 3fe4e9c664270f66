namespace LiveIp.Host.Distribution.Accounts;

/// <summary>An account for which something waits: which delivery is next, and from when on it may be sent.</summary>
/// <param name="DueSince">When the delivery was to be sent; later than now for one that is scheduled.</param>
/// <param name="ReadyAt">The same, or later where the account is held back or was used just now.</param>
internal sealed record Lane(string Account, string DeliveryId, DateTimeOffset DueSince, DateTimeOffset ReadyAt, HoldKind Hold);
