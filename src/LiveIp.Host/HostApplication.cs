using System.Net;
using Grpc.Core;
using Grpc.Net.Client;
using LiveIp.Host.Api;
using LiveIp.Host.Api.Security;
using LiveIp.Host.Channels;
using LiveIp.Host.Distribution;
using LiveIp.Host.Events;
using LiveIp.Host.Import;
using LiveIp.Host.Metrics;
using LiveIp.Host.Plugins;
using LiveIp.Host.Policies;
using LiveIp.Host.Privacy;
using LiveIp.Host.Scoring;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace LiveIp.Host;

/// <summary>The composed host: what runs when LiveIp runs.</summary>
internal sealed class HostApplication : IAsyncDisposable
{
    /// <summary>Answers while running are finished within this time when the host stops.</summary>
    private static readonly TimeSpan ShutdownWithin = TimeSpan.FromSeconds(10);

    private readonly WebApplication _app;
    private readonly LiveIpOptions _options;

    private HostApplication(WebApplication app, LiveIpOptions options) => (_app, _options) = (app, options);

    /// <summary>Where the build staged the plugins that come with LiveIp.</summary>
    public static IReadOnlyList<string> StagedPlugins() => StagedArtifacts.Find("plugins") is { } path ? [path] : [];

    /// <summary>What the host is composed of, for tests that put events into its log.</summary>
    internal IServiceProvider Services => _app.Services;

    /// <summary>gRPC address; known once started.</summary>
    public Uri GrpcAddress => AddressOf(0);

    /// <summary>JSON address; known once started.</summary>
    public Uri WebAddress => AddressOf(1);

    /// <param name="quiet">Warnings alone are logged: the demo has its own output.</param>
    /// <param name="clock">Another clock than the system's, for the chaos harness, which sets it while the host runs.</param>
    public static HostApplication Build(LiveIpOptions options, bool quiet = false, TimeProvider? clock = null)
    {
        Directory.CreateDirectory(options.DataDirectory);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder
            .Logging.AddSimpleConsole(console => console.SingleLine = true)
            .SetMinimumLevel(quiet ? LogLevel.Error : LogLevel.Information);
        builder.Logging.AddFilter("Microsoft.AspNetCore", quiet ? LogLevel.None : LogLevel.Warning).AddFilter("Grpc", LogLevel.Critical);
        // A refusal to start is said in one sentence by RunAsync; this logger would add the stack of it.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            // Without TLS one port cannot speak both: HTTP/2 needs prior knowledge, browsers and curl speak HTTP/1.1.
            var address = IPAddress.Parse(options.BindAddress);
            kestrel.Listen(address, options.GrpcPort, listen => listen.Protocols = HttpProtocols.Http2);
            kestrel.Listen(address, options.WebPort, listen => listen.Protocols = HttpProtocols.Http1);
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownWithin);
        builder
            .Services.AddSingleton(options)
            .AddSingleton(clock ?? TimeProvider.System)
            // The log first: hosted services stop in reverse order, and what connections still write must find it.
            .AddEventLog(options)
            .AddPlugins(options)
            .AddPolicies(options)
            .AddMetricSeries()
            .AddScoring()
            .AddDistribution()
            .AddChannels(options)
            .AddImport()
            .AddPrivacy(options)
            .AddApi();
        var app = builder.Build();
        app.MapApi();
        return new HostApplication(app, options);
    }

    /// <summary>Runs until the process is asked to stop. 0, or 2 when it could not start.</summary>
    public static async Task<int> RunAsync(LiveIpOptions options, CancellationToken cancellationToken, TimeProvider? clock = null)
    {
        try
        {
            await using var host = Build(options, clock: clock);
            await host.StartAsync(cancellationToken);
            await Console.Out.WriteLineAsync(
                $"""
                LiveIp listens on {host.GrpcAddress} (gRPC) and {host.WebAddress} (JSON).
                Data and token are in {options.DataDirectory}. Stop with Ctrl+C.
                """
            );
            await host._app.WaitForShutdownAsync(cancellationToken);
            return 0;
        }
        catch (Exception error) when (error is IOException or InvalidOperationException or UnauthorizedAccessException or FormatException)
        {
            await Console.Error.WriteLineAsync($"LiveIp could not start: {error.Message}");
            return 2;
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => _app.StartAsync(cancellationToken);

    /// <summary>A gRPC channel to this host, with its own token.</summary>
    public GrpcChannel ConnectToItself()
    {
        var token = File.ReadAllText(Path.Combine(_options.DataDirectory, ApiToken.FileName)).Trim();
        var credentials = CallCredentials.FromInterceptor(
            (_, metadata) =>
            {
                metadata.Add("authorization", "Bearer " + token);
                return Task.CompletedTask;
            }
        );
        return GrpcChannel.ForAddress(
            GrpcAddress,
            new GrpcChannelOptions
            {
                Credentials = ChannelCredentials.Create(ChannelCredentials.Insecure, credentials),
                UnsafeUseInsecureChannelCallCredentials = true,
                MaxReceiveMessageSize = 16 * 1024 * 1024,
            }
        );
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private Uri AddressOf(int index) => new(_app.Urls.ElementAt(index));
}
