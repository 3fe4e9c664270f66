using Google.Protobuf.WellKnownTypes;
using LiveIp.Contracts;
using LiveIp.V1;

namespace LiveIp.Host.Demo.Comparison;

/// <summary>From when on truth and log are set side by side: the beginning of a show, with nobody on air for long before it. Pure.</summary>
/// <param name="From">By the clock that the host and the platforms share.</param>
internal sealed record ShowWindow(DateTimeOffset From)
{
    /// <summary>Some platforms tell whole seconds only, which may lie just before what they tell of.</summary>
    private static readonly TimeSpan Rounding = TimeSpan.FromSeconds(1);

    /// <summary>Everything.</summary>
    public static ShowWindow Whole { get; } = new(DateTimeOffset.MinValue + Rounding);

    public Truth Of(Truth truth) =>
        new([.. truth.Occurrences.Where(o => Contains(o.At))], [.. Followers(truth), .. truth.Samples.Where(s => Contains(s.At))]);

    /// <summary>A gap that began before counts from the beginning on: until then there was nothing to hear.</summary>
    public IReadOnlyList<LiveEvent> Of(IEnumerable<LiveEvent> log)
    {
        var inside = new List<LiveEvent>();
        foreach (var e in log)
        {
            if (e.Gap is not { } gap)
            {
                if (Contains(e.OccurredAt.ToDateTimeOffset()))
                {
                    inside.Add(e);
                }
            }
            else if (Contains(gap.EndedAt.ToDateTimeOffset()))
            {
                inside.Add(Contains(gap.StartedAt.ToDateTimeOffset()) ? e : Clipped(e));
            }
        }

        return inside;
    }

    public bool Contains(DateTimeOffset at) => at >= From - Rounding;

    /// <summary>Whether it happened in the window from beginning to end.</summary>
    public bool Contains(LiveEvent e) => Contains((e.Gap?.StartedAt ?? e.OccurredAt).ToDateTimeOffset());

    /// <summary>Per platform the last before the window: unlike all else that is sampled, they outlast a show and are true in the next.</summary>
    private IEnumerable<TrueSample> Followers(Truth truth) =>
        truth
            .Samples.Where(s => s.Metric == MetricIds.FollowersTotal && !Contains(s.At))
            .GroupBy(s => s.Platform)
            .Select(static platform => platform.MaxBy(static s => s.At)!);

    private LiveEvent Clipped(LiveEvent e)
    {
        var copy = e.Clone();
        copy.Gap.StartedAt = From.ToTimestamp();
        return copy;
    }
}
