using LiveIp.Host.Moments;

namespace LiveIp.Host.Reports;

/// <summary>Puts reports into the host.</summary>
internal static class ReportServices
{
    /// <summary>Needs the broadcasts, the metric series, the policies, the scoring and the strategy.</summary>
    public static IServiceCollection AddReports(this IServiceCollection services) =>
        services.AddKeptMoments().AddSingleton<NextSuggestions>().AddSingleton<ReportReader>();
}
