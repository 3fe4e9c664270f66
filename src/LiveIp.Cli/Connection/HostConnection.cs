using System.Net.Http;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using LiveIp.V1;

namespace LiveIp.Cli.Connection;

/// <summary>The host's services.</summary>
internal sealed class HostConnection : IDisposable
{
    /// <summary>Longest time that a call may take which is not a watch.</summary>
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(30);

    /// <summary>A host is near; one that has not answered by then is not there.</summary>
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(3);

    private readonly GrpcChannel _channel;
    private readonly CallInvoker _calls;

    public HostConnection(Uri address, string? token)
    {
        Address = address;
        _channel = GrpcChannel.ForAddress(
            address,
            new GrpcChannelOptions
            {
                HttpHandler = new SocketsHttpHandler
                {
                    ConnectTimeout = ConnectTimeout,
                    // A proxy cannot speak HTTP/2 without TLS, and would read the token.
                    UseProxy = address.Scheme == Uri.UriSchemeHttps,
                    // A watch whose host vanished without a word notices.
                    KeepAlivePingDelay = TimeSpan.FromSeconds(15),
                    KeepAlivePingTimeout = TimeSpan.FromSeconds(10),
                    EnableMultipleHttp2Connections = true,
                },
                DisposeHttpClient = true,
                // A response is at most a megabyte, or one event however big it is.
                MaxReceiveMessageSize = 64 * 1024 * 1024,
            }
        );
        _calls = _channel.Intercept(new CallDefaults(token, CallTimeout));
    }

    public Uri Address { get; }

    public HostService.HostServiceClient Host => new(_calls);
    public PluginService.PluginServiceClient Plugins => new(_calls);
    public ChannelService.ChannelServiceClient Channels => new(_calls);
    public PreflightService.PreflightServiceClient Preflight => new(_calls);
    public SignInService.SignInServiceClient SignIns => new(_calls);
    public ConnectionService.ConnectionServiceClient Connections => new(_calls);
    public BroadcastService.BroadcastServiceClient Broadcasts => new(_calls);
    public EventService.EventServiceClient Events => new(_calls);
    public ChatService.ChatServiceClient Chat => new(_calls);
    public PollService.PollServiceClient Polls => new(_calls);
    public DistributorAccountService.DistributorAccountServiceClient DistributorAccounts => new(_calls);
    public PostService.PostServiceClient Posts => new(_calls);
    public AnnouncementService.AnnouncementServiceClient Announcements => new(_calls);
    public MomentService.MomentServiceClient Moments => new(_calls);
    public PredictionService.PredictionServiceClient Predictions => new(_calls);
    public MetricService.MetricServiceClient Metrics => new(_calls);
    public PrivacyService.PrivacyServiceClient Privacy => new(_calls);
    public BackupService.BackupServiceClient Backups => new(_calls);
    public MoneyService.MoneyServiceClient Money => new(_calls);
    public QuotaService.QuotaServiceClient Quotas => new(_calls);
    public ScoreService.ScoreServiceClient Scores => new(_calls);
    public StrategyService.StrategyServiceClient Strategy => new(_calls);
    public ReportService.ReportServiceClient Reports => new(_calls);
    public ImportService.ImportServiceClient Imports => new(_calls);

    public void Dispose() => _channel.Dispose();
}
