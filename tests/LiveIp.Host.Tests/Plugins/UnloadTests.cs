using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;

namespace LiveIp.Host.Tests.Plugins;

[Collection(nameof(SamplePlugins))]
public sealed class UnloadTests(SamplePlugins samples)
{
    [Fact]
    public async Task A_removed_plugin_leaves_memory_once_its_last_lease_is_back()
    {
        await using var host = await PluginHost.StartAsync(prepare: data => PluginHost.Install(data, samples.Good, "hello", "1.0.0"));
        var context = await UseAsync(host);

        Directory.Delete(Path.Combine(host.Data, "plugins", "hello"), recursive: true);
        await host.WaitForNoneAsync("hello", TimeSpan.FromSeconds(5));

        // Collection is the runtime's to time; it is asked until the deadline.
        var started = TimeProvider.System.GetTimestamp();
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (context.IsAlive && TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(10))
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await pause.WaitForNextTickAsync();
        }
        Assert.False(context.IsAlive, "The load context is still held by something.");
    }

    /// <summary>Apart, so that no local variable of the test holds the plugin.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> UseAsync(PluginHost host)
    {
        await host.Client.UpdateSettingsAsync(new UpdateSettingsRequest { Extension = "hello", Values = { ["interval"] = "0.05" } });
        await using var lease = host.Registry.FindPlatform("hello")!.Create();
        var connection = new RecordingConnection();
        using var stop = new CancellationTokenSource();
        var run = lease.Instance.RunAsync(connection, stop.Token);
        await connection.FirstEvent.WaitAsync(Deadline.Limit);
        await stop.CancelAsync();
        await run.ContinueWith(static _ => { }, TaskScheduler.Default);
        return new WeakReference(AssemblyLoadContext.GetLoadContext(lease.Instance.GetType().Assembly));
    }
}
