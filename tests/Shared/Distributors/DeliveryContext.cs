using LiveIp.Contracts;
using LiveIp.V1;
using Microsoft.Extensions.Logging;

namespace LiveIp.Plugins.Tests.Distributors;

/// <summary>What the host gives for one attempt at one delivery; what it must keep the same stays the same.</summary>
internal sealed record DeliveryContext : IDeliveryContext
{
    public required TimeProvider Clock { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required RenderedPost? Rendered { get; init; }

    public required LogLines Log { get; init; }

    public string IdempotencyKey { get; init; } = "dlv_01";

    public int Attempt { get; init; } = 1;

    public ILogger Logger => Log;
}
