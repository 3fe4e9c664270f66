using LiveIp.Host.Channels.State;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LiveIp.Host.Currencies;

internal static class CurrencyServices
{
    /// <summary>Rates of currencies. Needs <see cref="LiveIpOptions"/>.</summary>
    public static IServiceCollection AddCurrencies(this IServiceCollection services)
    {
        services.TryAddSingleton<StateDatabase>();
        return services.AddSingleton<RateStore>();
    }
}
