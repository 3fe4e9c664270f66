using LiveIp.Host.Import.History;

namespace LiveIp.Host.Import;

internal static class ImportServices
{
    /// <summary>Import of recordings and of platforms' pasts. Needs an <c>IEventLog</c> and the channels.</summary>
    public static IServiceCollection AddImport(this IServiceCollection services) =>
        services
            .AddSingleton<RunningImports>()
            .AddSingleton<ImportTarget>()
            .AddSingleton<HistoryBookmarks>()
            .AddSingleton<HistorySources>();
}
