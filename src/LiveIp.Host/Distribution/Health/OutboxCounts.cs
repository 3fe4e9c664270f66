namespace LiveIp.Host.Distribution.Health;

/// <summary>Deliveries that wait, and how those ended that did not go well in the last 24 hours.</summary>
internal sealed record OutboxCounts(long Waiting, long Unconfirmed, long Failed, long Expired);
