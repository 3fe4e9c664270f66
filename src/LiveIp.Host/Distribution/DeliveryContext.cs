using LiveIp.Contracts;
using LiveIp.V1;

namespace LiveIp.Host.Distribution;

/// <summary>What a distributor is told for one attempt.</summary>
internal sealed record DeliveryContext : IDeliveryContext
{
    public required string IdempotencyKey { get; init; }

    public required int Attempt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required RenderedPost? Rendered { get; init; }

    public ChangeRequest? Change { get; init; }

    public required TimeProvider Clock { get; init; }

    public required ILogger Logger { get; init; }

    public static DeliveryContext Of(DeliveryRow row, int attempt, TimeProvider clock, ILoggerFactory loggers) =>
        new()
        {
            IdempotencyKey = row.Message.IdempotencyKey,
            Attempt = attempt,
            CreatedAt = row.CreatedAt,
            Rendered = row.Message.Rendered,
            Clock = clock,
            Logger = loggers.CreateLogger($"LiveIp.Distributors.{row.Message.Distributor}"),
        };
}
