namespace LiveIp.Bench.Strategy.Learners;

/// <summary>The mushroom data (UCI), not part of the repository: each value of each column a feature, and a constant.</summary>
internal sealed class Mushrooms
{
    private const string File = "bandit/mushroom.csv";

    private readonly int[] _ones;
    private readonly int _perRow;

    private Mushrooms(string path, int[] labels, int[] ones, int perRow, int features)
    {
        Path = path;
        Labels = labels;
        _ones = ones;
        _perRow = perRow;
        Features = features;
    }

    public string Path { get; }

    /// <summary>0 is poisonous, 1 edible.</summary>
    public int[] Labels { get; }

    public int Features { get; }

    public ReadOnlySpan<int> Ones(int row) => _ones.AsSpan(row * _perRow, _perRow);

    /// <summary>Null when they are not there.</summary>
    public static Mushrooms? Find()
    {
        var path = Roots().Select(static r => System.IO.Path.Combine(r, "data", File)).FirstOrDefault(System.IO.File.Exists);
        return path is null ? null : Read(path);
    }

    private static Mushrooms Read(string path)
    {
        var rows = System.IO.File.ReadLines(path).Skip(1).Select(static l => l.Split(',')).ToArray();
        var features = new Dictionary<(int Column, string Value), int>();
        var ones = new List<int>();
        foreach (var row in rows)
        {
            ones.Add(0);
            for (var column = 1; column < row.Length; column++)
            {
                features.TryAdd((column, row[column]), features.Count + 1);
                ones.Add(features[(column, row[column])]);
            }
        }

        return new(path, Array.ConvertAll(rows, static r => r[0] == "e" ? 1 : 0), [.. ones], rows[0].Length, features.Count + 1);
    }

    private static IEnumerable<string> Roots()
    {
        if (Environment.GetEnvironmentVariable("LIVEIP_SHARED") is { Length: > 0 } root)
        {
            yield return root;
        }

        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            yield return System.IO.Path.Combine(directory.FullName, "shared");
        }
    }
}
