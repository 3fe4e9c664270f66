namespace LiveIp.Host.Scoring.Reading;

/// <summary>What the log holds of one minute of a channel.</summary>
internal sealed class ChannelMinute
{
    /// <summary>What was counted, by metric; money is in <see cref="Money"/>.</summary>
    public Dictionary<string, double> Counts { get; } = new(StringComparer.Ordinal);

    /// <summary>Micros by currency.</summary>
    public Dictionary<string, double> Money { get; set; } = new(StringComparer.Ordinal);

    /// <summary>People who wrote, by the hash that tells them apart.</summary>
    public IReadOnlyCollection<long> Speakers { get; set; } = [];

    /// <summary>Viewers × seconds.</summary>
    public double ViewerSeconds { get; set; }

    /// <summary>For which a number of viewers is known.</summary>
    public double KnownSeconds { get; set; }

    /// <summary>Null when no number of viewers is known.</summary>
    public long? Peak { get; set; }

    public double? MeanViewers => KnownSeconds > 0 ? ViewerSeconds / KnownSeconds : null;

    public bool IsEmpty => Counts.Count == 0 && Money.Count == 0 && Speakers.Count == 0 && Peak is null;
}
