using LiveIp.Host.Api.Security;

namespace LiveIp.Host.Api;

/// <summary>The gRPC services, the same calls as JSON, and reflection, all behind the token.</summary>
internal static class ApiServices
{
    /// <summary>A request is a question or a post, never a file.</summary>
    private const int MaxRequestBytes = 1024 * 1024;

    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.AddApiSecurity();
        services
            .AddGrpc(grpc => grpc.MaxReceiveMessageSize = MaxRequestBytes)
            // JavaScript has no 64-bit integers, and the canonical JSON of protobuf writes them as strings.
            .AddJsonTranscoding(json => json.JsonSettings.WriteInt64sAsStrings = true);
        services.AddGrpcReflection();
        return services;
    }

    public static void MapApi(this WebApplication app)
    {
        app.MapGrpcService<HostServiceApi>();
        app.MapGrpcService<PluginServiceApi>();
        app.MapGrpcService<ChannelServiceApi>();
        app.MapGrpcService<ConnectionServiceApi>();
        app.MapGrpcService<EventServiceApi>();
        app.MapGrpcService<MetricServiceApi>();
        app.MapGrpcService<ScoreServiceApi>();
        app.MapGrpcService<PostServiceApi>();
        app.MapGrpcReflectionService();
    }
}
