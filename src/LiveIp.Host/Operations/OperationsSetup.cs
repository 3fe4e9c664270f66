using LiveIp.Host.Operations.Backup;
using LiveIp.Host.Operations.Health;
using LiveIp.Host.Operations.Running;
using LiveIp.Host.Operations.Telemetry;

namespace LiveIp.Host.Operations;

/// <summary>What those need who keep the host running: measurements, health, backup, systemd.</summary>
internal static class OperationsSetup
{
    public static IServiceCollection AddOperations(this IServiceCollection services)
    {
        services.AddTelemetry();
        services.AddSingleton<HostHealth>();
        services.AddSingleton<BackupMaker>();
        services.AddServiceManager();
        return services;
    }

    public static void MapOperations(this WebApplication app)
    {
        app.MapHealth();
        app.MapGrpcService<BackupServiceApi>();
        app.MapPrometheusScrapingEndpoint(TelemetrySetup.MetricsPath);
    }
}
