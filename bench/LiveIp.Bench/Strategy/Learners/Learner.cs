namespace LiveIp.Bench.Strategy.Learners;

/// <summary>A contextual learner over one linear model per action.</summary>
internal sealed class Learner(string name, LinearArm[] arms, Random random, Learner.IChoice choice)
{
    private readonly double[] _values = new double[arms.Length];

    /// <summary>Turns models into an action.</summary>
    internal interface IChoice
    {
        int Choose(ReadOnlySpan<double> x, LinearArm[] arms, Span<double> values, Random random);
    }

    public string Name { get; } = name;

    public int Choose(ReadOnlySpan<double> x) => choice.Choose(x, arms, _values, random);

    public void Learn(ReadOnlySpan<double> x, int action, double reward) => arms[action].Learn(x, reward);

    public static Learner Of(string name, int actions, int size, int seed, IChoice choice) =>
        new(name, [.. Enumerable.Range(0, actions).Select(_ => new LinearArm(size))], new Random(seed), choice);
}
