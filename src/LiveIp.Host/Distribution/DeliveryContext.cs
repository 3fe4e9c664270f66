using LiveIp.Contracts;
using LiveIp.Host.Distribution.Media;
using LiveIp.V1;

namespace LiveIp.Host.Distribution;

/// <summary>What a distributor is told for one attempt.</summary>
/// <param name="scope">What the channel's context lives in.</param>
internal sealed class DeliveryContext(IAsyncDisposable? scope) : IDeliveryContext, IAsyncDisposable
{
    private Lazy<string?> _kept = new((string?)null);

    public required string IdempotencyKey { get; init; }

    public required int Attempt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required RenderedPost? Rendered { get; set; }

    public required IReadOnlyList<StoredMedia> Files { get; init; }

    public IReadOnlyList<IMediaContent> Media => Files;

    /// <summary>Read when it is asked for: most posts have none, and it lies in the vault.</summary>
    public string? Checkpoint => _kept.Value;

    public required Func<string?> Kept
    {
        init => _kept = new Lazy<string?>(value);
    }

    public required Func<string?, CancellationToken, Task> Keep { get; init; }

    public required IChannelContext? Channel { get; init; }

    public ChangeRequest? Change { get; init; }

    public required TimeProvider Clock { get; init; }

    public required ILogger Logger { get; init; }

    /// <summary>How long the files take over a line of 1 Mbit/s.</summary>
    public TimeSpan TransferTime => TimeSpan.FromSeconds(Files.Sum(static f => f.File.SizeBytes) / 125_000.0);

    /// <summary>Why the files cannot be sent any more; null when they can, or when there are none.</summary>
    public string? Trouble => Files.Select(static f => f.Trouble()).FirstOrDefault(static t => t is not null);

    public async Task SaveCheckpointAsync(string? checkpoint, CancellationToken cancellationToken)
    {
        await Keep(checkpoint, cancellationToken);
        _kept = new Lazy<string?>(checkpoint);
    }

    public ValueTask DisposeAsync() => scope?.DisposeAsync() ?? ValueTask.CompletedTask;
}
