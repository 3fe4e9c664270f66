using LiveIp.Host.Channels;

namespace LiveIp.Host.Import.History;

/// <summary>Which past broadcasts are to be imported.</summary>
internal sealed record HistoryOrder
{
    public required ChannelRecord Channel { get; init; }

    /// <summary>When the earliest began.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>Behind the latest; null: up to now.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The estimate alone.</summary>
    public bool ValidateOnly { get; init; }

    /// <summary>From the first page, whatever was read before.</summary>
    public bool Restart { get; init; }
}
