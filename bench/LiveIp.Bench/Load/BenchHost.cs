using Grpc.Net.Client;
using LiveIp.Host;
using LiveIp.Host.Events;
using Microsoft.Extensions.DependencyInjection;

namespace LiveIp.Bench.Load;

/// <summary>The whole host with its defaults, in this process and on loopback ports, in a directory of its own. No plugins: nothing connects.</summary>
internal sealed class BenchHost : IAsyncDisposable
{
    private readonly WorkDirectory _directory = new();
    private readonly HostApplication _host;

    private BenchHost() =>
        _host = HostApplication.Build(
            new()
            {
                DataDirectory = _directory.Path,
                GrpcPort = 0,
                WebPort = 0,
            },
            quiet: true
        );

    public IEventLog Log => _host.Services.GetRequiredService<IEventLog>();

    public static async Task<BenchHost> StartAsync(CancellationToken cancellationToken)
    {
        var host = new BenchHost();
        await host._host.StartAsync(cancellationToken);
        return host;
    }

    public GrpcChannel Connect() => _host.ConnectToItself();

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _directory.Dispose();
    }
}
