using LiveIp.Contracts;
using LiveIp.V1;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveIp.Plugins.Webhook.Tests.Support;

/// <summary>What the host gives for one attempt.</summary>
internal sealed class DeliveryContext(TimeProvider clock) : IDeliveryContext
{
    public string IdempotencyKey => "dlv_01";

    public int Attempt { get; init; } = 1;

    public DateTimeOffset CreatedAt => clock.GetUtcNow();

    public RenderedPost? Rendered => null;

    public TimeProvider Clock => clock;

    public ILogger Logger => NullLogger.Instance;
}
