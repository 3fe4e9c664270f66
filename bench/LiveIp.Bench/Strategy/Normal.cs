namespace LiveIp.Bench.Strategy;

/// <summary>Standard normal numbers (Box and Muller, 1958), without the second of each pair.</summary>
internal static class Normal
{
    public static double Next(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
