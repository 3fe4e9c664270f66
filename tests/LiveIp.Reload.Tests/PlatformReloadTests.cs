using LiveIp.Host.Demo.Comparison;
using LiveIp.Reload.Tests.Support;

namespace LiveIp.Reload.Tests;

/// <summary>
/// What every platform's plugin goes through: fifty versions, one after the other, each after a thousand events, a new token and an
/// error, and of all that were replaced nothing stays in memory.
/// </summary>
public abstract class PlatformReloadTests(string platform, string assembly)
{
    /// <summary>Intervals short enough for the test.</summary>
    internal abstract IReadOnlyDictionary<string, string> Settings { get; }

    /// <summary>A token refresh, or what the platform has instead, and an answer with an error in its body.</summary>
    internal abstract Task DisturbAsync(PlatformReloads reloads);

    /// <summary>What the log must show besides that nothing was lost unsaid, doubled or wrong.</summary>
    internal abstract void Check(PlatformReport report);

    internal async Task ReloadManyTimesAsync()
    {
        await using var reloads = await PlatformReloads.StartAsync(platform, Settings);
        for (var i = 1; i <= PlatformReloads.Count; i++)
        {
            await Task.WhenAll(reloads.PlayAsync(), DisturbAsync(reloads));
            await reloads.ReloadAsync();

            // Also on the way: a leak is then found after ten reloads and not after fifty.
            if (i == 1 || i % 10 == 0 || i == PlatformReloads.Count)
                await Memory.CheckAsync(platform, assembly, i);
        }

        await reloads.PlayAsync();
        var report = await reloads.CompareAsync();
        string[] findings = [.. report.Lost, .. report.Doubled, .. report.Wrong, .. report.Undisclosed];
        Assert.True(findings.Length == 0, string.Join('\n', findings.Take(20)));
        Assert.True(report.Logged >= 1000 * (PlatformReloads.Count + 1), $"only {report.Logged} events");
        Check(report);
    }
}
