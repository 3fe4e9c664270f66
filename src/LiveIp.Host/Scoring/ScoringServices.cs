using LiveIp.Host.Channels.State;
using LiveIp.Host.Currencies;
using LiveIp.Host.Scoring.Live;
using LiveIp.Host.Scoring.Profiles;
using LiveIp.Host.Scoring.Reading;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LiveIp.Host.Scoring;

/// <summary>Puts scoring into the host.</summary>
internal static class ScoringServices
{
    /// <summary>Needs the event log, the metric series, the broadcasts, the policies and <see cref="LiveIpOptions"/>.</summary>
    public static IServiceCollection AddScoring(this IServiceCollection services)
    {
        services.TryAddSingleton<StateDatabase>();
        return services
            .AddCurrencies()
            .AddSingleton<ScoreInputs>()
            .AddSingleton<MinuteReader>()
            .AddSingleton<ProfileStore>()
            .AddSingleton<ScoreBook>()
            .AddSingleton<IScoreBook>(static provider => provider.GetRequiredService<ScoreBook>())
            .AddSingleton<LiveScores>();
    }
}
