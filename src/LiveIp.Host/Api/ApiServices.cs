using LiveIp.Host.Api.Errors;
using LiveIp.Host.Api.Security;

namespace LiveIp.Host.Api;

/// <summary>The gRPC services, the same calls as JSON, and reflection, all behind the token.</summary>
internal static class ApiServices
{
    /// <summary>A request is a question or a post, never a file.</summary>
    public const int MaxRequestBytes = 1024 * 1024;

    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.AddApiSecurity();
        // One for all calls: an interceptor that is not registered is made anew for each.
        services.AddSingleton<ErrorInterceptor>();
        services.AddSingleton<AnnouncementChecks>();
        services.AddSingleton<BroadcastServiceChecks>();
        services.AddSingleton<BroadcastPlanChecks>();
        services.AddSingleton<BroadcastServiceMessages>();
        services.AddSingleton<SignInServiceChecks>();
        services.AddSingleton<ChatServiceTargets>();
        services.AddSingleton<PollServiceMessages>();
        services
            .AddGrpc(static grpc =>
            {
                grpc.MaxReceiveMessageSize = MaxRequestBytes;
                grpc.Interceptors.Add<ErrorInterceptor>();
            })
            .AddJsonTranscoding(static json =>
            {
                // JavaScript has no 64-bit integers, and the canonical JSON of protobuf writes them as strings.
                json.JsonSettings.WriteInt64sAsStrings = true;
                // Without these, an error that has details cannot be written, and ends as a bare 500.
                json.TypeRegistry = RpcErrors.DetailTypes;
            });
        services.AddGrpcReflection();
        return services;
    }

    public static void MapApi(this WebApplication app)
    {
        app.MapGrpcService<HostServiceApi>();
        app.MapGrpcService<PluginServiceApi>();
        app.MapGrpcService<ChannelServiceApi>();
        app.MapGrpcService<SignInServiceApi>();
        app.MapGrpcService<PreflightServiceApi>();
        app.MapGrpcService<ConnectionServiceApi>();
        app.MapGrpcService<EventServiceApi>();
        app.MapGrpcService<ChatServiceApi>();
        app.MapGrpcService<PollServiceApi>();
        app.MapGrpcService<MomentServiceApi>();
        app.MapGrpcService<PredictionServiceApi>();
        app.MapGrpcService<MetricServiceApi>();
        app.MapGrpcService<BroadcastServiceApi>();
        app.MapGrpcService<MoneyServiceApi>();
        app.MapGrpcService<ScoreServiceApi>();
        app.MapGrpcService<StrategyServiceApi>();
        app.MapGrpcService<ReportServiceApi>();
        app.MapGrpcService<DistributorAccountServiceApi>();
        app.MapGrpcService<PostServiceApi>();
        app.MapGrpcService<AnnouncementServiceApi>();
        app.MapGrpcService<QuotaServiceApi>();
        app.MapGrpcService<ImportServiceApi>();
        app.MapGrpcService<PrivacyServiceApi>();
        app.MapGrpcReflectionService();
    }
}
