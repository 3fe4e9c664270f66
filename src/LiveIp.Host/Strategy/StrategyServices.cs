using LiveIp.Host.Channels.State;
using LiveIp.Host.Strategy.BackTesting;
using LiveIp.Host.Strategy.Stored;
using LiveIp.Host.Strategy.Suggesting;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LiveIp.Host.Strategy;

/// <summary>Puts the strategy into the host.</summary>
internal static class StrategyServices
{
    /// <summary>Needs the broadcasts and the score book.</summary>
    public static IServiceCollection AddStrategy(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<StateDatabase>();
        return services
            .AddSingleton<SuggestionStore>()
            .AddSingleton<FollowedDraws>()
            .AddSingleton<ChoiceBook>()
            .AddSingleton<Suggester>()
            .AddSingleton<BackTester>();
    }
}
