using Microsoft.Extensions.DependencyInjection;

namespace LiveIp.Host.Scoring;

/// <summary>Puts scoring into the host.</summary>
internal static class ScoringServices
{
    /// <summary>Needs the metric series and the policies.</summary>
    public static IServiceCollection AddScoring(this IServiceCollection services) => services.AddSingleton<ScoreInputs>();
}
