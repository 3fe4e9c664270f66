using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Hosting;

namespace LiveIp.Host.Distribution.Redirects;

/// <summary>The redirector's own listener: what is open to the world shares no port and no service with the API.</summary>
internal sealed class RedirectServer(LiveIpOptions options, RedirectHandler handler, ILogger<RedirectServer> logger)
    : IHostedService,
        IAsyncDisposable
{
    private WebApplication? _app;

    /// <summary>Known once started.</summary>
    public Uri Address => new(_app!.Urls.First());

    /// <exception cref="IOException">The port is taken.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder(["--hostBuilder:reloadConfigOnChange=false"]);
        // Its lines would hold who asked for what.
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(Configure);
        _app = builder.Build();
        _app.Run(handler.AnswerAsync);
        await _app.StartAsync(cancellationToken);
        logger.LogInformation("Links of posts are {Base} and lead over {Address}.", options.RedirectBase, Address);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_app is not null)
        {
            await _app.StopAsync(cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
    }

    private void Configure(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxConcurrentConnections = 1000;
        kestrel.Limits.MaxRequestBodySize = 0;
        kestrel.Limits.MaxRequestLineSize = 4096;
        kestrel.Limits.MaxRequestBufferSize = 32 * 1024;
        kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(5);
        kestrel.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(15);
        kestrel.Listen(IPAddress.Parse(options.RedirectBind), options.RedirectPort, static l => l.Protocols = HttpProtocols.Http1);
    }
}
