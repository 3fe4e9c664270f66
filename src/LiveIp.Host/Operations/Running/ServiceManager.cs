using Microsoft.Extensions.Hosting.Systemd;

namespace LiveIp.Host.Operations.Running;

/// <summary>READY=1, STOPPING=1 and WATCHDOG=1 for systemd and for whoever else speaks sd_notify(3).</summary>
internal static class ServiceManager
{
    /// <summary>
    /// By the variable that the protocol defines. AddSystemd of .NET asks whether the parent process is called systemd, which a unit
    /// with ProtectProc=invisible cannot see: it would never become ready.
    /// </summary>
    public static IServiceCollection AddServiceManager(this IServiceCollection services) =>
        Environment.GetEnvironmentVariable("NOTIFY_SOCKET") is { Length: > 0 }
            ? services
                .AddSingleton<ISystemdNotifier, SystemdNotifier>()
                .AddSingleton<IHostLifetime, SystemdLifetime>()
                .AddHostedService<SystemdWatchdog>()
            : services;
}
