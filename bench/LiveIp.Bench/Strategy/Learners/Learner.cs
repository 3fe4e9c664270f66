namespace LiveIp.Bench.Strategy.Learners;

/// <summary>A contextual learner over one linear model per action.</summary>
internal sealed class Learner(string name, LinearArm[] arms, Random random, Learner.IChoice choice)
{
    private readonly double[] _values = new double[arms.Length];

    /// <summary>Turns models into an action.</summary>
    internal interface IChoice
    {
        int Choose(ReadOnlySpan<int> ones, LinearArm[] arms, Span<double> values, Random random);
    }

    public string Name { get; } = name;

    public int Choose(ReadOnlySpan<int> ones) => choice.Choose(ones, arms, _values, random);

    public void Learn(ReadOnlySpan<int> ones, int action, double reward) => arms[action].Learn(ones, reward);

    public static Learner Of(string name, int actions, int size, int seed, IChoice choice) =>
        new(name, [.. Enumerable.Range(0, actions).Select(_ => new LinearArm(size))], new Random(seed), choice);
}
