namespace LiveIp.Reload.Tests.Support;

/// <summary>What is left in memory of the versions that were replaced.</summary>
internal static class Memory
{
    private static readonly TimeSpan CollectedWithin = TimeSpan.FromSeconds(30);

    /// <summary>Only the version that serves is in memory; says what the process holds.</summary>
    public static async Task CheckAsync(string plugin, string assembly, int reloads)
    {
        var alive = await LoadContexts.CollectAsync(assembly, 1, CollectedWithin);
        TestContext.Current.TestOutputHelper!.WriteLine($"{plugin}, {reloads} reloads: {alive} in memory, {LoadContexts.Memory()}");
        Assert.Equal(1, alive);
    }
}
