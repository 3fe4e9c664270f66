using System.Net.Http.Headers;
using Grpc.Core;
using Grpc.Net.Client;
using LiveIp.Host.Events;
using LiveIp.Host.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace LiveIp.Host.Tests.Api.Hostile;

/// <summary>The host as it is composed for users, with the first-party plugins and nothing set up: no call leaves the machine.</summary>
public sealed class WholeHost : IAsyncLifetime
{
    private readonly TempDirectory _data = new();
    private HostApplication? _host;
    private GrpcChannel? _channel;

    internal string DataDirectory => _data.Path;

    internal Uri GrpcAddress => _host!.GrpcAddress;

    internal HttpClient Web { get; private set; } = null!;

    internal ChannelBase Channel => _channel!;

    internal CallInvoker Invoker => _channel!.CreateCallInvoker();

    internal SqliteEventLog Log => _host!.Services.GetRequiredService<SqliteEventLog>();

    public async ValueTask InitializeAsync()
    {
        var options = new LiveIpOptions
        {
            DataDirectory = _data.Path,
            PluginDirectories = HostApplication.StagedPlugins(),
            GrpcPort = 0,
            WebPort = 0,
        };
        _host = HostApplication.Build(options, quiet: true);
        await _host.StartAsync(Support.Deadline.Token());
        await _host.Services.GetRequiredService<LiveIp.Host.Plugins.PluginWatcher>().FirstScan.WaitAsync(Support.Deadline.Token());
        _channel = _host.ConnectToItself();
        var token = await File.ReadAllTextAsync(_data.File("api-token"));
        Web = new HttpClient { BaseAddress = _host.WebAddress };
        Web.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        await Log.WriteAsync(Sample.Chat("a"), Sample.Likes("b", 1));
    }

    public async ValueTask DisposeAsync()
    {
        Web?.Dispose();
        _channel?.Dispose();
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }

        _data.Dispose();
    }
}
