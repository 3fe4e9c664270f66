namespace LiveIp.Fuzz.Mutation;

/// <summary>SplitMix64: a frame's number and the run's seed are all its state, so that any frame can be made again by its number.</summary>
internal sealed class Rng
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    private ulong _state;

    public void Reset(ulong seed, ulong number) => _state = Mix(seed + Golden) ^ Mix(number * Golden);

    public ulong Next() => Mix(_state += Golden);

    /// <summary>From 0 to <paramref name="bound"/>, without it; 0 for a bound below 1.</summary>
    public int Below(int bound) => bound < 1 ? 0 : (int)(((Next() >> 32) * (ulong)bound) >> 32);

    /// <summary>True once in <paramref name="times"/>.</summary>
    public bool OneIn(int times) => Below(times) == 0;

    public T Pick<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
