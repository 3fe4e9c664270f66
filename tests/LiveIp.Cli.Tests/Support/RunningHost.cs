using LiveIp.Host;
using LiveIp.Host.Channels;
using LiveIp.Host.Demo;
using LiveIp.Host.Events;
using LiveIp.Host.Plugins;
using LiveIp.V1;
using Microsoft.Extensions.DependencyInjection;

namespace LiveIp.Cli.Tests.Support;

/// <summary>The real host with the staged plugins, on loopback, in a directory of its own.</summary>
internal sealed class RunningHost : IAsyncDisposable
{
    private HostApplication _host;

    private RunningHost(HostApplication host, string data) => (_host, Data) = (host, data);

    public string Data { get; }

    public Uri Address { get; private set; } = null!;

    /// <summary>The port that speaks no gRPC.</summary>
    public Uri WebAddress => _host.WebAddress;

    public ChannelStore Channels => _host.Services.GetRequiredService<ChannelStore>();

    public IEventLog Log => _host.Services.GetRequiredService<IEventLog>();

    public static async Task<RunningHost> StartAsync()
    {
        var data = Directory.CreateTempSubdirectory("liveip-cli-").FullName;
        var running = new RunningHost(Build(data, 0), data);
        await running._host.StartAsync(Deadline.Token());
        running.Address = running._host.GrpcAddress;
        await running.PluginsLoadedAsync();
        return running;
    }

    public ValueTask StopAsync() => _host.DisposeAsync();

    /// <summary>The next host, on the same data and the same port.</summary>
    public async Task StartAgainAsync()
    {
        _host = Build(Data, Address.Port);
        await _host.StartAsync(Deadline.Token());
    }

    // The host answers before its plugins are there.
    private Task PluginsLoadedAsync() => _host.Services.GetRequiredService<PluginWatcher>().FirstScan.WaitAsync(Deadline.Token());

    public async Task WriteAsync(params IReadOnlyList<LiveEvent> events)
    {
        var batch = new LogBatch
        {
            Channel = Sample.Channel,
            Platform = "twitch",
            Events = events,
            HeardAt = Sample.Start,
        };
        await Log.AppendAsync(batch, Deadline.Token());
        await Log.FlushAsync(Deadline.Token());
    }

    /// <summary>Follows a channel of each emulated platform, all of them online.</summary>
    public async Task FollowAsync(EmulatorChild emulators)
    {
        using var channel = _host.ConnectToItself();
        var setup = new DemoSetup(channel);
        await setup.ConnectAsync(emulators.Config, Deadline.Token());
        Assert.Equal(0, (await RunAsync("plugins", "set", "youtube.broadcastPollInterval=1")).Code);
        await setup.WaitOnlineAsync(Deadline.Limit, Deadline.Token());
    }

    /// <summary>The program against this host.</summary>
    public Task<Run> RunAsync(params string[] args) => Run.ToEndAsync([.. args, .. Where]);

    /// <summary>Options that lead to this host.</summary>
    public string[] Where => ["--address", Address.ToString(), "--data", Data];

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        Directory.Delete(Data, recursive: true);
    }

    private static HostApplication Build(string data, int port) =>
        HostApplication.Build(
            new LiveIpOptions
            {
                DataDirectory = data,
                PluginDirectories = HostApplication.StagedPlugins(),
                GrpcPort = port,
                WebPort = 0,
            },
            quiet: true
        );
}
