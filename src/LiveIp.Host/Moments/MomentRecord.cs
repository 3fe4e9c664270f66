using LiveIp.V1;

namespace LiveIp.Host.Moments;

/// <summary>A marker or a clip, as LiveIp keeps it.</summary>
internal sealed record MomentRecord
{
    private const string Prefix = "moments/";

    public required string Id { get; init; }

    /// <summary>"channels/{id}"</summary>
    public required string Channel { get; init; }

    public required Moment.Types.Kind Kind { get; init; }

    public required Moment.Types.State State { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Of a clip its title.</summary>
    public string Note { get; init; } = "";

    /// <summary>The platform's; empty where it has none.</summary>
    public string PlatformId { get; init; } = "";

    public string Uri { get; init; } = "";

    /// <summary>As in the errors of the API: why it is not on the platform.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The platform's own word for it.</summary>
    public string PlatformReason { get; init; } = "";

    /// <summary>A sentence.</summary>
    public string Detail { get; init; } = "";

    public string Name => Prefix + Id;
}
