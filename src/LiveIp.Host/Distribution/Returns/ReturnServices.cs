namespace LiveIp.Host.Distribution.Returns;

internal static class ReturnServices
{
    /// <summary>Reading back of posts. Needs the outbox, the log, the broadcasts and going live.</summary>
    public static IServiceCollection AddReturns(this IServiceCollection services) =>
        services.AddSingleton<ReturnLook>().AddSingleton<BroadcastSpread>().AddHostedService<ReturnWorker>();
}
