using LiveIp.Host.Api.Errors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LiveIp.Host.Api.Security;

internal static class ApiSecuritySetup
{
    /// <summary>
    /// Closes the whole web server behind the token; there is nothing to call in the pipeline and so nothing to forget. Needs the
    /// <see cref="LiveIpOptions"/>.
    /// </summary>
    public static IServiceCollection AddApiSecurity(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<ApiToken>();
        services.AddSingleton<HostStart>();
        services.AddHostedService<BindAddressCheck>();
        services.AddTransient<IStartupFilter, TokenFirst>();
        return services;
    }

    private sealed class TokenFirst : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
            app =>
            {
                app.UseMiddleware<BearerTokenMiddleware>();
                app.UseMiddleware<DetailsMiddleware>();
                next(app);
            };
    }
}
