using LiveIp.Host.SignIn.Accounts;
using LiveIp.Host.SignIn.Flows;
using LiveIp.Host.SignIn.Sessions;

namespace LiveIp.Host.SignIn;

internal static class SignInSetup
{
    /// <summary>Signing in. Needs channels, which hold the accounts' tokens.</summary>
    public static IServiceCollection AddSignIn(this IServiceCollection services)
    {
        services.AddSingleton<OAuthRequests>();
        services.AddSingleton<AccountCheck>();
        services.AddSingleton<AccountKeeper>();
        services.AddSingleton<AccountDirectory>();
        services.AddSingleton<AccountRemoval>();
        services.AddSingleton<SignInRun>();
        services.AddSingleton<SignInSessions>();
        services.AddHostedService(static s => s.GetRequiredService<SignInSessions>());
        return services;
    }
}
