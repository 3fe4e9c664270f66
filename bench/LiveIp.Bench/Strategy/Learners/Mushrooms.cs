namespace LiveIp.Bench.Strategy.Learners;

/// <summary>
/// The mushroom data (UCI), not part of the repository: each value of each column a feature of mean 0 and deviation 1, and a constant.
/// </summary>
internal sealed class Mushrooms
{
    private const string File = "bandit/mushroom.csv";

    private readonly double[] _x;

    private Mushrooms(string path, int[] labels, double[] x, int features)
    {
        Path = path;
        Labels = labels;
        _x = x;
        Features = features;
        Size = x.Length / labels.Length;
    }

    public string Path { get; }

    /// <summary>0 is poisonous, 1 edible.</summary>
    public int[] Labels { get; }

    public int Features { get; }

    /// <summary>Features rounded up to whole blocks; the rest is 0.</summary>
    public int Size { get; }

    public ReadOnlySpan<double> Row(int row) => _x.AsSpan(row * Size, Size);

    /// <summary>Null when they are not there.</summary>
    public static Mushrooms? Find()
    {
        var path = Roots().Select(static r => System.IO.Path.Combine(r, "data", File)).FirstOrDefault(System.IO.File.Exists);
        return path is null ? null : Read(path);
    }

    private static Mushrooms Read(string path)
    {
        var rows = System.IO.File.ReadLines(path).Skip(1).Select(static l => l.Split(',')).ToArray();
        var places = new Dictionary<(int Column, string Value), int>();
        foreach (var row in rows)
        {
            foreach (var (column, value) in row.Index().Skip(1))
            {
                places.TryAdd((column, value), places.Count + 1);
            }
        }

        var features = places.Count + 1;
        var size = (features + LinearArm.Block - 1) / LinearArm.Block * LinearArm.Block;
        var x = new double[rows.Length * size];
        for (var r = 0; r < rows.Length; r++)
        {
            x[r * size] = 1;
            for (var column = 1; column < rows[r].Length; column++)
            {
                x[(r * size) + places[(column, rows[r][column])]] = 1;
            }
        }

        for (var feature = 1; feature < features; feature++)
        {
            Standardize(x, size, feature);
        }

        return new(path, Array.ConvertAll(rows, static r => r[0] == "e" ? 1 : 0), x, features);
    }

    private static void Standardize(double[] x, int size, int feature)
    {
        var (rows, sum) = (x.Length / size, 0.0);
        for (var at = feature; at < x.Length; at += size)
        {
            sum += x[at];
        }

        // Of a feature that is 0 or 1 the mean gives the deviation; a column of one value alone has none and stays 0.
        var mean = sum / rows;
        var deviation = Math.Sqrt(mean * (1 - mean));
        for (var at = feature; at < x.Length; at += size)
        {
            x[at] = (x[at] - mean) / (deviation > 0 ? deviation : 1);
        }
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
