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

    /// <summary>Columns for the labels of the history; the candidates add factors, but no columns.</summary>
    public static Design Of(IEnumerable<IReadOnlyDictionary<string, string>> history, IEnumerable<string> factors)
    {
        var names = factors.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        var columns = new Dictionary<string, int>[names.Length];
        for (var f = 0; f < names.Length; f++)
        {
            columns[f] = new(StringComparer.Ordinal);
        }

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
