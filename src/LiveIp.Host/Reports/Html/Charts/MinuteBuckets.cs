namespace LiveIp.Host.Reports.Html.Charts;

/// <summary>Several minutes as one point, when there are more than can be told apart.</summary>
internal sealed class MinuteBuckets(int minutes, int most)
{
    /// <summary>Minutes in a bucket, at least 1.</summary>
    public int Size { get; } = Math.Max(1, (minutes + most - 1) / most);

    public int Count => (minutes + Size - 1) / Size;

    /// <summary>Mean of the minutes that are known, per minute; null when none is.</summary>
    public double?[] Mean(IReadOnlyList<double?> values)
    {
        var means = new double?[Count];
        for (var i = 0; i < means.Length; i++)
        {
            means[i] = values.Skip(i * Size).Take(Size).Average();
        }

        return means;
    }
}
