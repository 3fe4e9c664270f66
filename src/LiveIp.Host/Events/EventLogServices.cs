using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LiveIp.Host.Events;

/// <summary>Puts the event log into the host.</summary>
internal static class EventLogServices
{
    /// <summary>
    /// The log in <c>&lt;data&gt;/log.db</c>. Register it before everything that writes: hosted services stop in reverse order, and the
    /// log must be the last to stop.
    /// </summary>
    public static IServiceCollection AddEventLog(this IServiceCollection services, LiveIpOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddSingleton(provider =>
            {
                Directory.CreateDirectory(options.DataDirectory);
                return SqliteEventLog.Open(
                    Path.Combine(options.DataDirectory, "log.db"),
                    provider.GetRequiredService<TimeProvider>(),
                    logger: provider.GetRequiredService<ILogger<SqliteEventLog>>()
                );
            })
            .AddSingleton<IEventLog>(static provider => provider.GetRequiredService<SqliteEventLog>())
            .AddSingleton<IHostedService, EventLogLifetime>();
    }

    // Resolving the log opens it, so the host refuses to start when that fails.
    private sealed class EventLogLifetime(SqliteEventLog log) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => log.CloseAsync(cancellationToken);
    }
}
