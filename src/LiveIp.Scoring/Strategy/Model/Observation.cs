using System.Runtime.InteropServices;

namespace LiveIp.Scoring.Strategy.Model;

/// <summary>Broadcasts as the model sees them: one, or all with the same labels and extra variance as their mean.</summary>
/// <param name="Columns">As the design encodes it.</param>
/// <param name="Reward">In standard deviations of the creator's own broadcasts.</param>
/// <param name="Weight">Discount, (0, 1], or how often it counts in a resample; summed over the merged.</param>
/// <param name="ExtraVariance">Beyond the usual noise.</param>
/// <param name="Scatter">Weighted sum of squared distances of the merged from their mean.</param>
internal readonly record struct Observation(int[] Columns, double Reward, double Weight, double ExtraVariance, double Scatter = 0)
{
    /// <summary>The same information in fewer rows: creators repeat themselves, and the fit goes over the rows many times.</summary>
    public static Observation[] Merge(ReadOnlySpan<Observation> observations)
    {
        var places = new Dictionary<Observation, int>(SameLabels.Instance);
        var merged = new List<Observation>();
        foreach (var next in observations)
        {
            if (next.Weight <= 0)
            {
                // Discounted to nothing.
                continue;
            }

            ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(places, next, out var isMet);
            if (!isMet)
            {
                place = merged.Count;
                merged.Add(next);
                continue;
            }

            var sofar = merged[place];
            var weight = sofar.Weight + next.Weight;
            var distance = next.Reward - sofar.Reward;
            merged[place] = sofar with
            {
                Weight = weight,
                Reward = sofar.Reward + (distance * next.Weight / weight),
                Scatter = sofar.Scatter + next.Scatter + (distance * distance * sofar.Weight * next.Weight / weight),
            };
        }

        return [.. merged];
    }

    private sealed class SameLabels : IEqualityComparer<Observation>
    {
        public static readonly SameLabels Instance = new();

        public bool Equals(Observation x, Observation y) =>
            x.ExtraVariance.Equals(y.ExtraVariance) && x.Columns.AsSpan().SequenceEqual(y.Columns);

        public int GetHashCode(Observation obj)
        {
            var hash = new HashCode();
            hash.Add(obj.ExtraVariance);
            foreach (var column in obj.Columns)
            {
                hash.Add(column);
            }

            return hash.ToHashCode();
        }
    }
}
