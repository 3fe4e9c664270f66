namespace LiveIp.Bench;

/// <summary>Every benchmark of this program, by name.</summary>
internal static class BenchmarkList
{
    public static IReadOnlyList<IBenchmark> Find() =>
        [
            .. typeof(BenchmarkList)
                .Assembly.GetTypes()
                .Where(static t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(IBenchmark)))
                .Select(static t => (IBenchmark)Activator.CreateInstance(t)!)
                .OrderBy(static b => b.Name, StringComparer.Ordinal),
        ];
}
