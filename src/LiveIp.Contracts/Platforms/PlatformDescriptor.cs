namespace LiveIp.Contracts;

/// <summary>What a platform is, as far as it does not depend on settings.</summary>
public sealed record PlatformDescriptor
{
    /// <summary>Lower case, stable for ever: it is the <c>platform</c> of every event. "youtube"</summary>
    public required string Id { get; init; }

    /// <summary>"YouTube"</summary>
    public required string DisplayName { get; init; }

    /// <summary>The same in Chinese, where it differs.</summary>
    public string? DisplayNameZh { get; init; }

    /// <summary>
    /// Ids of the catalogue's metrics that the platform can deliver. Every other metric is <em>missing</em>
    /// on it, which is not zero. Metrics that LiveIp derives are not listed.
    /// </summary>
    public required IReadOnlyList<string> Metrics { get; init; }

    /// <summary>What a channel needs in order to connect.</summary>
    public IReadOnlyList<ChannelSecretDescriptor> ChannelSecrets { get; init; } = [];

    /// <summary>
    /// Whether the platform bears two connections of one channel beside each other. Where it does not say so (Bilibili answers a
    /// second one with 7002, Twitch counts them), the host opens none while an earlier one has not ended, however long that takes.
    /// </summary>
    public bool AllowsOverlap { get; init; }

    /// <summary>Whether numbers may be derived from the platform's data, by its terms.</summary>
    public DerivedMetricsPolicy DerivedMetrics { get; init; } = DerivedMetricsPolicy.Allowed;

    /// <summary>The sentence that the operator confirms where <see cref="DerivedMetrics"/> needs an agreement.</summary>
    public string? AgreementText { get; init; }
}

/// <summary>One secret of a channel.</summary>
public sealed record ChannelSecretDescriptor
{
    /// <summary>"refresh_token"</summary>
    public required string Id { get; init; }

    /// <summary>What a person reads beside the field, in English.</summary>
    public required string Label { get; init; }

    /// <summary>The same in Chinese.</summary>
    public string? LabelZh { get; init; }

    /// <summary>Where the person finds it.</summary>
    public string? Help { get; init; }

    /// <summary>A channel cannot be added without it.</summary>
    public bool Required { get; init; }
}

/// <summary>What a platform's terms say of numbers that are computed from its own.</summary>
public enum DerivedMetricsPolicy
{
    /// <summary>Not stated; treated as <see cref="Forbidden"/>.</summary>
    Unknown,

    /// <summary>Numbers stand as they came.</summary>
    Forbidden,

    /// <summary>Forbidden until the operator confirms an agreement with the platform.</summary>
    NeedsAgreement,

    /// <summary>Numbers may be computed and combined.</summary>
    Allowed,
}
