namespace LiveIp.Scoring.Strategy.Model;

/// <summary>Which column of the model each label is. Column 0 is the creator's level.</summary>
internal sealed class Design
{
    /// <summary>A factor without a value, or with one that no broadcast had: nothing is known but its prior.</summary>
    public const int Unknown = -1;

    private readonly Dictionary<string, int>[] _columns;

    private Design(string[] factors, Dictionary<string, int>[] columns, int count)
    {
        Factors = factors;
        _columns = columns;
        Columns = count;
    }

    /// <summary>Ordered by name.</summary>
    public string[] Factors { get; }

    public int Columns { get; }

    /// <summary>Columns for the labels of the history; what candidates name adds factors, but no columns.</summary>
    public static Design Of(
        IReadOnlyCollection<IReadOnlyDictionary<string, string>> history,
        IEnumerable<IReadOnlyDictionary<string, string>> candidates
    )
    {
        var factors = new HashSet<string>(StringComparer.Ordinal);
        foreach (var labels in history.Concat(candidates))
        {
            foreach (var factor in labels)
            {
                factors.Add(factor.Key);
            }
        }

        string[] names = [.. factors.Order(StringComparer.Ordinal)];
        var columns = Array.ConvertAll(names, static _ => new Dictionary<string, int>(StringComparer.Ordinal));
        var count = 1;
        foreach (var labels in history)
        {
            for (var f = 0; f < names.Length; f++)
            {
                if (labels.TryGetValue(names[f], out var value) && columns[f].TryAdd(value, count))
                {
                    count++;
                }
            }
        }

        return new Design(names, columns, count);
    }

    /// <summary>The column of each factor, or <see cref="Unknown"/>.</summary>
    public int[] Encode(IReadOnlyDictionary<string, string> labels)
    {
        var row = new int[Factors.Length];
        for (var f = 0; f < row.Length; f++)
        {
            row[f] = labels.TryGetValue(Factors[f], out var value) && _columns[f].TryGetValue(value, out var column) ? column : Unknown;
        }

        return row;
    }

    /// <summary>The columns of a factor's values.</summary>
    public IReadOnlyCollection<int> ColumnsOf(int factor) => _columns[factor].Values;
}
