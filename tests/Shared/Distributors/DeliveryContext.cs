using LiveIp.Contracts;
using LiveIp.V1;
using Microsoft.Extensions.Logging;

namespace LiveIp.Plugins.Testing;

/// <summary>What the host gives for one attempt, and keeps what is logged in it.</summary>
internal sealed class DeliveryContext(TimeProvider clock, RenderedPost? rendered = null) : IDeliveryContext
{
    public string IdempotencyKey { get; init; } = "dlv_01";

    public int Attempt { get; init; } = 1;

    public DateTimeOffset CreatedAt { get; init; } = clock.GetUtcNow();

    public ChangeRequest? Change { get; init; }

    public RenderedPost? Rendered => rendered;

    public IReadOnlyList<IMediaContent> Media { get; init; } = [];

    /// <summary>As it was saved last; tests may set it, as after a restart.</summary>
    public string? Checkpoint { get; set; }

    public IChannelContext? Channel { get; init; }

    public TimeProvider Clock => clock;

    public ILogger Logger => Log;

    public RecordingLogger Log { get; } = new();

    public Task SaveCheckpointAsync(string? checkpoint, CancellationToken cancellationToken)
    {
        Checkpoint = checkpoint;
        return Task.CompletedTask;
    }
}
