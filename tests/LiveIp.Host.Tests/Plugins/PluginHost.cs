using System.Text.RegularExpressions;
using Grpc.Net.Client;
using LiveIp.Host.Api;
using LiveIp.Host.Plugins;
using LiveIp.Host.Plugins.Settings;
using LiveIp.Host.Storage;
using LiveIp.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LiveIp.Host.Tests.Plugins;

/// <summary>The plugin part of the host, served over a real socket, with its data in a directory of its own.</summary>
internal sealed partial class PluginHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly GrpcChannel _channel;

    private PluginHost(WebApplication app, string data)
    {
        _app = app;
        Data = data;
        _channel = GrpcChannel.ForAddress(
            app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()
        );
        Client = new PluginService.PluginServiceClient(_channel);
    }

    public string Data { get; }

    public PluginService.PluginServiceClient Client { get; }

    public PluginCatalog Catalog => _app.Services.GetRequiredService<PluginCatalog>();

    public IExtensionRegistry Registry => Catalog;

    public static async Task<PluginHost> StartAsync(TimeProvider? clock = null, Action<string>? prepare = null)
    {
        var data = Directory.CreateTempSubdirectory("liveip-host-").FullName;
        prepare?.Invoke(data);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static k =>
            k.Listen(System.Net.IPAddress.Loopback, 0, static l => l.Protocols = HttpProtocols.Http2)
        );
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(clock ?? TimeProvider.System);
        builder.Services.AddPlugins(new LiveIpOptions { DataDirectory = data });
        var app = builder.Build();
        app.MapGrpcService<PluginServiceApi>();
        await app.StartAsync();
        await app.Services.GetRequiredService<PluginWatcher>().FirstScan.WaitAsync(TimeSpan.FromSeconds(30));
        return new PluginHost(app, data);
    }

    /// <summary>Copies the output of a build to where the host looks; <paramref name="change"/> sees the directory first.</summary>
    public static string Install(string data, string built, string id, string version, Action<string>? change = null)
    {
        var staging = Path.Combine(data, "staging", id, version);
        SamplePlugins.Copy(built, staging);
        var manifest = Path.Combine(staging, "plugin.json");
        var text = File.ReadAllText(manifest);
        text = IdLine().Replace(text, $"\"id\": \"{id}\"", 1);
        text = VersionLine().Replace(text, $"\"version\": \"{version}\"", 1);
        File.WriteAllText(manifest, text);
        change?.Invoke(staging);
        var target = Path.Combine(data, "plugins", id, version);
        SamplePlugins.Copy(staging, target);
        return target;
    }

    public static void EditManifest(string directory, string from, string to)
    {
        var path = Path.Combine(directory, "plugin.json");
        var text = File.ReadAllText(path);
        Assert.Contains(from, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(from, to, StringComparison.Ordinal));
    }

    /// <summary>Asks over gRPC until the plugin is as expected; the host looks once a second.</summary>
    public async Task<Plugin> WaitForAsync(string id, Func<Plugin, bool> expected, TimeSpan within) =>
        (await WaitAsync(plugins => plugins.FirstOrDefault(p => p.Name == $"plugins/{id}" && expected(p)), within))!;

    public Task WaitForNoneAsync(string id, TimeSpan within) =>
        WaitAsync(plugins => plugins.Any(p => p.Name == $"plugins/{id}") ? null : new object(), within);

    private async Task<T> WaitAsync<T>(Func<IReadOnlyList<Plugin>, T?> look, TimeSpan within)
        where T : class
    {
        var started = TimeProvider.System.GetTimestamp();
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await poll.WaitForNextTickAsync())
        {
            var response = await Client.ListPluginsAsync(new ListPluginsRequest());
            if (look(response.Plugins) is { } found)
                return found;
            if (TimeProvider.System.GetElapsedTime(started) > within)
                Assert.Fail($"Not as expected within {within}: {response}");
        }
        throw new InvalidOperationException();
    }

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(Data, recursive: true);
    }

    [GeneratedRegex("\"id\": \"[^\"]*\"")]
    private static partial Regex IdLine();

    [GeneratedRegex("\"version\": \"[^\"]*\"")]
    private static partial Regex VersionLine();
}
