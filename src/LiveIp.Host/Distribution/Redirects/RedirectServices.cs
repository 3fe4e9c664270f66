using System.Net;

namespace LiveIp.Host.Distribution.Redirects;

internal static class RedirectServices
{
    /// <summary>The redirector, where the operator has a domain for it. Needs the outbox.</summary>
    /// <exception cref="InvalidOperationException">The settings cannot be.</exception>
    public static IServiceCollection AddRedirects(this IServiceCollection services, LiveIpOptions options)
    {
        if (options.RedirectBase is not { } address)
        {
            return services;
        }

        if (Explain(address, options) is { } fault)
        {
            throw new InvalidOperationException(fault);
        }

        return services
            .AddSingleton<ClickCounter>()
            .AddHostedService(static provider => provider.GetRequiredService<ClickCounter>())
            .AddSingleton<RedirectHandler>()
            .AddSingleton<RedirectServer>()
            .AddHostedService(static provider => provider.GetRequiredService<RedirectServer>());
    }

    private static string? Explain(Uri address, LiveIpOptions options) =>
        !address.IsAbsoluteUri || !(address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
            ? "The redirector's public address (--redirect-base) must be a whole address that begins with https://."
        : address.Query.Length + address.Fragment.Length + address.UserInfo.Length > 0
            ? "The redirector's public address (--redirect-base) must have no query, fragment or sign-in."
        : !IPAddress.TryParse(options.RedirectBind, out _) ? "The redirector's own address (--redirect-bind) must be an IP address."
        : null;
}
