namespace LiveIp.Host.Broadcasts.Facts;

/// <summary>The numbers of a broadcast, as scoring and reports need them: per channel, over exactly the time that it was on air there.</summary>
internal sealed record BroadcastFacts
{
    public required BroadcastRecord Broadcast { get; init; }

    /// <summary>One for each channel: what of a channel lies in pieces (it went off air for longer than the grace time) is taken together.</summary>
    public required IReadOnlyList<ChannelFacts> Channels { get; init; }
}

/// <summary>What one channel of a broadcast showed.</summary>
internal sealed record ChannelFacts
{
    /// <summary>"channels/{id}"</summary>
    public required string Channel { get; init; }

    public required string Platform { get; init; }

    /// <summary>On air, 0 or more.</summary>
    public required double LiveMinutes { get; init; }

    /// <summary>Viewers × minutes.</summary>
    public required MetricFigure ViewerMinutes { get; init; }

    /// <summary>By id of the catalogue; all of them but <c>contributions.value</c>, which has a number per currency.</summary>
    public required IReadOnlyDictionary<string, MetricFigure> Metrics { get; init; }

    /// <summary>By currency, in millionths; empty when nothing was given.</summary>
    public required IReadOnlyDictionary<string, double> Money { get; init; }

    /// <summary>Why nothing is known of money; empty when something is.</summary>
    public required string MoneyMissing { get; init; }

    /// <summary>Minutes of which something is known, in order.</summary>
    public required IReadOnlyList<MinuteFacts> Minutes { get; init; }

    /// <summary>The platform is an emulator.</summary>
    public required bool IsEmulated { get; init; }
}

/// <summary>A number, or why there is none. Zero is a number.</summary>
internal readonly record struct MetricFigure(double? Value, string Missing, bool IsOffered = true);

/// <summary>One minute on air.</summary>
internal sealed record MinuteFacts
{
    /// <summary>Since the broadcast (not the part) began, from 0.</summary>
    public required int Minute { get; init; }

    /// <summary>Viewers × minutes in it; null when unknown.</summary>
    public required double? ViewerMinutes { get; init; }

    /// <summary>What each counted metric grew by.</summary>
    public required IReadOnlyDictionary<string, double> Metrics { get; init; }

    /// <summary>Money by currency, in millionths.</summary>
    public required IReadOnlyDictionary<string, double> Money { get; init; }
}
