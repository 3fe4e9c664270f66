using LiveIp.Contracts;
using LiveIp.Host.Plugins.Loading;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;
using Microsoft.Extensions.Time.Testing;

namespace LiveIp.Host.Tests.Plugins;

[Collection(nameof(SamplePlugins))]
public sealed class LoadingTests(SamplePlugins samples)
{
    private static readonly TimeSpan FiveSeconds = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task A_copied_plugin_is_served_within_five_seconds()
    {
        await using var host = await PluginHost.StartAsync();

        PluginHost.Install(host.Data, samples.Good, "hello", "1.0.0");
        var plugin = await host.WaitForAsync("hello", static p => p.State == Plugin.Types.State.Loaded, FiveSeconds);

        Assert.Equal("1.0.0", plugin.Version);
        Assert.Equal("0.1.0", plugin.ContractsVersion);
        var extension = Assert.Single(plugin.Extensions);
        Assert.Equal("hello", extension.Id);
        Assert.Equal("你好", extension.DisplayNameZh);
        Assert.Equal([MetricIds.ChatMessages, MetricIds.ChatParticipants], extension.Metrics);
    }

    [Fact]
    public async Task A_loaded_adapter_writes_events_of_the_hosts_own_types()
    {
        await using var host = await PluginHost.StartAsync(prepare: data => PluginHost.Install(data, samples.Good, "hello", "1.0.0"));
        var connection = new RecordingConnection();

        await using var lease = host.Registry.FindPlatform("hello")!.Create();
        var identity = await lease.Instance.ResolveAsync("World", connection, CancellationToken.None);
        using var stop = new CancellationTokenSource();
        var run = lease.Instance.RunAsync(connection, stop.Token);
        var first = await connection.FirstEvent.WaitAsync(Deadline.Limit);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);

        Assert.Equal("world", identity.Id);
        Assert.Equal("Hello 1", first.ChatMessage.Text);
    }

    [Fact]
    public async Task Bad_plugins_are_refused_with_a_sentence_and_the_rest_go_on()
    {
        await using var host = await PluginHost.StartAsync(prepare: data =>
        {
            PluginHost.Install(data, samples.Good, "hello", "1.0.0");
            PluginHost.Install(data, samples.Throwing, "throwing", "1.0.0");
            PluginHost.Install(
                data,
                samples.Good,
                "newer",
                "1.0.0",
                static d =>
                {
                    PluginHost.EditManifest(d, "\"built\": \"0.1.0\"", "\"built\": \"9.3.0\"");
                    PluginHost.EditManifest(d, "[0.1.0, 2.0.0)", "[9.3.0, 10.0.0)");
                }
            );
            PluginHost.Install(
                data,
                samples.Good,
                "protobuf",
                "1.0.0",
                static d => PluginHost.EditManifest(d, "\"Google.Protobuf\": \"3.", "\"Google.Protobuf\": \"99.")
            );
            PluginHost.Install(
                data,
                samples.Good,
                "moved",
                "1.0.0",
                static d => PluginHost.EditManifest(d, "\"id\": \"moved\"", "\"id\": \"other\"")
            );
            PluginHost.Install(data, samples.Good, "twice", "1.0.0");
        });

        var plugins = (await host.Client.ListPluginsAsync(new ListPluginsRequest())).Plugins.ToDictionary(static p => p.Name);

        Assert.True(plugins["plugins/hello"].State == Plugin.Types.State.Loaded, plugins["plugins/hello"].Detail);
        Assert.All(
            plugins.Values.Where(static p => p.Name != "plugins/hello"),
            static p => Assert.Equal(Plugin.Types.State.Refused, p.State)
        );
        Assert.Contains("InvalidOperationException: no luck today: 42", plugins["plugins/throwing"].Detail, StringComparison.Ordinal);
        Assert.Contains("LiveIp.Contracts 9.3.0", plugins["plugins/newer"].Detail, StringComparison.Ordinal);
        Assert.Contains("this host has 0.1.0. Update LiveIp", plugins["plugins/newer"].Detail, StringComparison.Ordinal);
        Assert.Contains("Google.Protobuf 99.", plugins["plugins/protobuf"].Detail, StringComparison.Ordinal);
        Assert.Contains("this host has 3.", plugins["plugins/protobuf"].Detail, StringComparison.Ordinal);
        Assert.Contains("Move it to other/1.0.0", plugins["plugins/moved"].Detail, StringComparison.Ordinal);
        Assert.Contains("'hello', which the plugin hello 1.0.0 offers already", plugins["plugins/twice"].Detail, StringComparison.Ordinal);
        await using var lease = host.Registry.FindPlatform("hello")!.Create();
        Assert.NotNull(lease.Instance);
    }

    [Fact]
    public async Task A_damaged_file_is_arriving_for_thirty_seconds_and_then_refused_by_name_until_it_is_whole()
    {
        var clock = new FakeTimeProvider();
        await using var host = await PluginHost.StartAsync(
            clock,
            data =>
                PluginHost.Install(
                    data,
                    samples.Good,
                    "hello",
                    "1.0.0",
                    static d => File.AppendAllText(Path.Combine(d, "HelloPlatform.dll"), "x")
                )
        );
        var arriving = await host.Client.GetPluginAsync(new GetPluginRequest { Name = "plugins/hello" });
        Assert.Equal(Plugin.Types.State.Arriving, arriving.Plugin.State);

        clock.Advance(TimeSpan.FromSeconds(31));
        var refused = await host.WaitForAsync("hello", static p => p.State == Plugin.Types.State.Refused, FiveSeconds);
        Assert.Contains("HelloPlatform.dll is damaged", refused.Detail, StringComparison.Ordinal);

        File.Copy(
            Path.Combine(samples.Good, "HelloPlatform.dll"),
            Path.Combine(host.Data, "plugins", "hello", "1.0.0", "HelloPlatform.dll"),
            overwrite: true
        );
        clock.Advance(TimeSpan.FromSeconds(1));
        await host.WaitForAsync("hello", static p => p.State == Plugin.Types.State.Loaded, FiveSeconds);
    }

    [Fact]
    public async Task A_newer_version_replaces_the_older_and_a_removed_one_gives_way_again()
    {
        await using var host = await PluginHost.StartAsync(prepare: data => PluginHost.Install(data, samples.Good, "hello", "1.0.0"));
        var changed = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var old = host.Registry.FindPlatform("hello")!;
        var lease = old.Create();
        host.Registry.Changed += id => changed.TrySetResult(id);

        var directory = PluginHost.Install(host.Data, samples.Good, "hello", "1.10.0");
        await host.WaitForAsync("hello", static p => p.Version == "1.10.0", FiveSeconds);

        Assert.Equal("hello", await changed.Task.WaitAsync(FiveSeconds));
        Assert.NotSame(old, host.Registry.FindPlatform("hello"));
        // What is out still works; nothing new comes from the old one.
        Assert.Equal("World", (await lease.Instance.ResolveAsync("World", new RecordingConnection(), CancellationToken.None)).DisplayName);
        Assert.Equal(FailureKind.Transient, Assert.Throws<AdapterException>(old.Create).Kind);
        await lease.DisposeAsync();

        Directory.Delete(directory, recursive: true);
        await host.WaitForAsync("hello", static p => p.Version == "1.0.0" && p.State == Plugin.Types.State.Loaded, FiveSeconds);
        Directory.Delete(Path.Combine(host.Data, "plugins", "hello"), recursive: true);
        await host.WaitForNoneAsync("hello", FiveSeconds);
        Assert.Null(host.Registry.FindPlatform("hello"));
    }

    [Fact]
    public async Task Stray_copies_of_shared_assemblies_do_no_harm()
    {
        await using var host = await PluginHost.StartAsync(prepare: data =>
            PluginHost.Install(
                data,
                samples.Good,
                "hello",
                "1.0.0",
                static d =>
                {
                    foreach (
                        var stray in new[]
                        {
                            typeof(ILiveIpPlugin),
                            typeof(Google.Protobuf.IMessage),
                            typeof(Microsoft.Extensions.Logging.ILogger),
                        }
                    )
                        File.Copy(stray.Assembly.Location, Path.Combine(d, Path.GetFileName(stray.Assembly.Location)));
                }
            )
        );

        Assert.NotNull(host.Registry.FindPlatform("hello"));
    }

    [Fact]
    public void The_output_of_a_build_holds_what_is_private_and_nothing_that_is_shared() =>
        Assert.Equal(
            ["HelloPlatform.deps.json", "HelloPlatform.dll", "Newtonsoft.Json.dll", "plugin.json"],
            Directory
                .EnumerateFiles(samples.Good)
                .Select(Path.GetFileName)
                .Where(static f => !f!.EndsWith(".pdb", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
        );

    [Fact]
    public void The_host_carries_every_assembly_that_plugins_leave_out() => Assert.Empty(SharedAssemblies.Missing);
}
