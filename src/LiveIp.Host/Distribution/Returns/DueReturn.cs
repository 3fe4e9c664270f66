namespace LiveIp.Host.Distribution.Returns;

/// <summary>A delivery that is to be looked at now.</summary>
/// <param name="Rung">How many rungs of the ladder are over.</param>
/// <param name="Failures">Looks that failed at this rung.</param>
internal sealed record DueReturn(
    string DeliveryId,
    string Distributor,
    string RemoteId,
    DateTimeOffset DeliveredAt,
    int Rung,
    int Failures
);
