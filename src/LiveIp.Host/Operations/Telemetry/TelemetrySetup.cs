using LiveIp.Host.Events;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace LiveIp.Host.Operations.Telemetry;

/// <summary>
/// Metrics for Prometheus at <c>/metrics</c>, always; metrics and traces over OTLP when the standard OTEL_EXPORTER_OTLP_* variables
/// name an endpoint, with everything else that OTEL_* sets (headers, protocol, sampler, resource) as OpenTelemetry reads it.
/// </summary>
internal static class TelemetrySetup
{
    public const string MetricsPath = "/metrics";

    // Of .NET itself: garbage collector and thread pool, web server, outgoing HTTP by host name. No URL is among their attributes.
    private static readonly string[] OfDotNet =
    [
        "System.Runtime",
        "Microsoft.AspNetCore.Hosting",
        "Microsoft.AspNetCore.Server.Kestrel",
        "System.Net.Http",
    ];

    public static IServiceCollection AddTelemetry(this IServiceCollection services)
    {
        services
            .AddSingleton<LogMeter>()
            .AddSingleton<ConnectionMeters>()
            .AddSingleton<HostMeters>()
            .AddSingleton<WatcherBoard>()
            .AddSingleton<TokenMeter>()
            .AddSingleton<DeliveryMeter>()
            .AddHostedService<MetersOn>();
        var telemetry = services
            .AddOpenTelemetry()
            .ConfigureResource(static r => r.AddService("liveip", serviceVersion: HostVersion.Text).AddEnvironmentVariableDetector())
            .WithMetrics(static metrics =>
            {
                metrics.AddMeter([Signals.Name, .. OfDotNet]).AddPrometheusExporter();
                if (IsNamed("METRICS"))
                {
                    metrics.AddOtlpExporter();
                }
            });
        if (IsNamed("TRACES"))
        {
            telemetry.WithTracing(static traces =>
                traces
                    .AddSource(Signals.Name)
                    // Outgoing HTTP is not traced: the URL of a webhook is a secret.
                    .AddAspNetCoreInstrumentation(static web =>
                        web.Filter = static context => context.Request.Path.Value is not (MetricsPath or "/healthz" or "/readyz")
                    )
                    .AddOtlpExporter()
            );
        }

        return services;
    }

    private static bool IsNamed(string signal) =>
        new[] { "OTEL_EXPORTER_OTLP_ENDPOINT", $"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT" }.Any(static name =>
            Environment.GetEnvironmentVariable(name) is { Length: > 0 }
        ) && !string.Equals(Environment.GetEnvironmentVariable($"OTEL_{signal}_EXPORTER"), "none", StringComparison.OrdinalIgnoreCase);

    // Instruments exist from the start on, also those that nobody else asks for.
    private sealed class MetersOn : IHostedService
    {
        public MetersOn(SqliteEventLog log, LogMeter meter, ConnectionMeters connections, HostMeters host, WatcherBoard watchers)
        {
            log.Meter = meter;
            (_, _, _) = (connections, host, watchers);
        }

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
