using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using LiveIp.V1;

namespace LiveIp.Cli.Connection;

/// <summary>The host's services, with the bearer token on every call.</summary>
internal sealed class HostConnection : IDisposable
{
    private readonly GrpcChannel _channel;
    private readonly CallInvoker _calls;

    public HostConnection(Uri address, string? token)
    {
        _channel = GrpcChannel.ForAddress(address);
        _calls = _channel.Intercept(headers =>
        {
            if (token is not null)
            {
                headers.Add("authorization", "Bearer " + token);
            }

            return headers;
        });
    }

    public HostService.HostServiceClient Host => new(_calls);
    public PluginService.PluginServiceClient Plugins => new(_calls);
    public ChannelService.ChannelServiceClient Channels => new(_calls);
    public ConnectionService.ConnectionServiceClient Connections => new(_calls);
    public EventService.EventServiceClient Events => new(_calls);
    public MetricService.MetricServiceClient Metrics => new(_calls);
    public ScoreService.ScoreServiceClient Scores => new(_calls);

    public void Dispose() => _channel.Dispose();
}
