namespace LiveIp.Host.Reports;

/// <summary>Puts reports into the host.</summary>
internal static class ReportServices
{
    /// <summary>Needs the broadcasts, the metric series, the policies and the scoring.</summary>
    public static IServiceCollection AddReports(this IServiceCollection services) => services.AddSingleton<ReportReader>();
}
