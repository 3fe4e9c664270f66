using LiveIp.Host.Events;
using LiveIp.Host.Plugins;
using LiveIp.Host.Policies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LiveIp.Host.Metrics;

/// <summary>Puts the metrics into the host.</summary>
internal static class MetricServices
{
    /// <summary>
    /// Reading of the series that the event log keeps. Needs the event log, the policies and an <see cref="IExtensionRegistry"/>.
    /// (Not "AddMetrics": that is .NET's own, for its meters.)
    /// </summary>
    public static IServiceCollection AddMetricSeries(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddSingleton(static provider =>
            {
                var log = provider.GetRequiredService<SqliteEventLog>();
                return new SeriesReader(log.Database, log.Channels);
            })
            .AddSingleton(static provider => new MetricReader(
                provider.GetRequiredService<SeriesReader>(),
                provider.GetRequiredService<IExtensionRegistry>(),
                provider.GetRequiredService<IPolicyGate>(),
                provider.GetRequiredService<TimeProvider>()
            ));
    }
}
