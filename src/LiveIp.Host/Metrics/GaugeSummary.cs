using LiveIp.Host.Storage;

namespace LiveIp.Host.Metrics;

/// <summary>
/// A gauge over a stretch. Between samples the value is held, as a step, until the next sample or the end of the broadcast, and for
/// at most <see cref="MaxHold"/>: behind that nobody knows.
/// </summary>
/// <param name="Area">Value × seconds.</param>
/// <param name="Seconds">For which a value is known.</param>
/// <param name="Samples">Inside the stretch.</param>
internal sealed record GaugeSummary(double Area, double Seconds, long Peak, long Last, long LastAt, long Samples)
{
    /// <summary>Adapters sample once a minute or more often; five missed samples are a hole.</summary>
    public static readonly TimeSpan MaxHold = TimeSpan.FromMinutes(5);

    /// <summary>Time-weighted; null when no value is known for any length of time.</summary>
    public double? Mean => Seconds > 0 ? Area / Seconds : null;

    /// <summary>Null when no value is known anywhere in the stretch.</summary>
    public static GaugeSummary? Of(IEnumerable<GaugeSample> samples, Stretch stretch)
    {
        var hold = (long)MaxHold.TotalMilliseconds;
        var (from, to) = (stretch.FromMilliseconds, stretch.ToMilliseconds);
        GaugeSummary? summary = null;
        GaugeSample? held = null;
        foreach (var sample in samples.Where(s => s.At < to))
        {
            Close(sample.At);
            held = sample;
        }

        Close(to);
        return summary;

        void Close(long until)
        {
            if (held is not { Value: { } value } sample)
            {
                return;
            }

            var end = Math.Min(until, sample.At + hold);
            if (end <= from && sample.At < from)
            {
                return;
            }

            var seconds = Math.Max(0, end - Math.Max(from, sample.At)) / 1000.0;
            summary = new(
                (summary?.Area ?? 0) + (value * seconds),
                (summary?.Seconds ?? 0) + seconds,
                Math.Max(summary?.Peak ?? long.MinValue, value),
                value,
                sample.At,
                (summary?.Samples ?? 0) + (sample.At >= from ? 1 : 0)
            );
        }
    }
}

/// <param name="At">Unix milliseconds.</param>
/// <param name="Value">Null: from here on there is none.</param>
internal readonly record struct GaugeSample(long At, long? Value);
