using System.Text.RegularExpressions;
using Grpc.Net.Client;
using LiveIp.Host;
using LiveIp.V1;

namespace LiveIp.Reload.Tests.Support;

/// <summary>The whole host with one first-party plugin, of which new versions are put beside the old: the same bits under a new number.</summary>
internal sealed partial class ReloadHost : IAsyncDisposable
{
    private static readonly TimeSpan ServedWithin = TimeSpan.FromSeconds(60);

    private readonly string _data;
    private readonly string _plugin;
    private readonly HostApplication _host;

    private ReloadHost(string data, string plugin)
    {
        (_data, _plugin) = (data, plugin);
        Install();
        _host = HostApplication.Build(
            new LiveIpOptions
            {
                DataDirectory = data,
                // What files are is not what these tests are about, and each look would be a process.
                FfProbe = "no-ffprobe",
                GrpcPort = 0,
                WebPort = 0,
            },
            quiet: true
        );
    }

    public int Version { get; private set; } = 1;

    public IServiceProvider Services => _host.Services;

    public GrpcChannel Channel { get; private set; } = null!;

    public PluginService.PluginServiceClient Plugins => new(Channel);

    public ConnectionService.ConnectionServiceClient Connections => new(Channel);

    public static async Task<ReloadHost> StartAsync(string plugin)
    {
        var host = new ReloadHost(Directory.CreateTempSubdirectory($"liveip-reload-{plugin}-").FullName, plugin);
        await host._host.StartAsync(TestContext.Current.CancellationToken);
        host.Channel = host._host.ConnectToItself();
        await host.ServedAsync();
        return host;
    }

    /// <param name="extension">Where the plugin offers more than the one that has its id.</param>
    public async Task SetAsync(IEnumerable<KeyValuePair<string, string>> settings, string? extension = null)
    {
        var update = new UpdateSettingsRequest { Extension = extension ?? _plugin };
        foreach (var (key, value) in settings)
            update.Values[key] = value;
        await Plugins.UpdateSettingsAsync(update);
    }

    /// <summary>Puts the next version beside the one that serves.</summary>
    public void InstallNext()
    {
        Version++;
        Install();
    }

    /// <summary>Waits until the newest version serves.</summary>
    public async Task ServedAsync()
    {
        var plugin = new Plugin();
        await Deadline.UntilAsync(
            async () =>
            {
                plugin = (await Plugins.ListPluginsAsync(new ListPluginsRequest())).Plugins.FirstOrDefault() ?? plugin;
                return plugin.Version == Number && plugin.State == Plugin.Types.State.Loaded;
            },
            ServedWithin,
            () => $"{_plugin} {Number} serves; now {plugin}"
        );
    }

    public async ValueTask DisposeAsync()
    {
        Channel?.Dispose();
        await _host.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_data, recursive: true);
    }

    private string Number => $"1.0.{Version}";

    private void Install()
    {
        var built = Directory.GetDirectories(Path.Combine(HostApplication.StagedPlugins().Single(), _plugin)).Single();
        var staging = Path.Combine(_data, "staging", Number);
        foreach (var file in Directory.EnumerateFiles(built, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(staging, Path.GetRelativePath(built, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
        var manifest = Path.Combine(staging, "plugin.json");
        File.WriteAllText(manifest, VersionLine().Replace(File.ReadAllText(manifest), $"\"version\": \"{Number}\"", 1));
        var plugins = Path.Combine(_data, "plugins", _plugin);
        Directory.CreateDirectory(plugins);
        Directory.Move(staging, Path.Combine(plugins, Number));
    }

    [GeneratedRegex("\"version\": \"[^\"]*\"")]
    private static partial Regex VersionLine();
}
