using Grpc.Core;
using Grpc.Net.Client;
using LiveIp.Host.Api;
using LiveIp.Host.Api.Security;
using LiveIp.Host.Broadcasts;
using LiveIp.Host.Broadcasts.GoingLive;
using LiveIp.Host.Channels;
using LiveIp.Host.Chat;
using LiveIp.Host.Distribution;
using LiveIp.Host.Distribution.Announcing;
using LiveIp.Host.Distribution.Redirects;
using LiveIp.Host.Distribution.Returns;
using LiveIp.Host.Events;
using LiveIp.Host.Import;
using LiveIp.Host.Metrics;
using LiveIp.Host.Moments;
using LiveIp.Host.Operations;
using LiveIp.Host.Operations.Running;
using LiveIp.Host.Plugins;
using LiveIp.Host.Policies;
using LiveIp.Host.Polls;
using LiveIp.Host.Preflight;
using LiveIp.Host.Privacy;
using LiveIp.Host.Reports;
using LiveIp.Host.Scoring;
using LiveIp.Host.SignIn;
using LiveIp.Host.Strategy;

namespace LiveIp.Host;

/// <summary>The composed host: what runs when LiveIp runs.</summary>
internal sealed class HostApplication : IAsyncDisposable
{
    /// <summary>Answers while running are finished within this time when the host stops.</summary>
    private static readonly TimeSpan ShutdownWithin = TimeSpan.FromSeconds(10);

    private readonly WebApplication _app;
    private readonly LiveIpOptions _options;

    private readonly InstanceLock _lock;

    private HostApplication(WebApplication app, LiveIpOptions options, InstanceLock instanceLock) =>
        (_app, _options, _lock) = (app, options, instanceLock);

    /// <summary>Where the build staged the plugins that come with LiveIp.</summary>
    public static IReadOnlyList<string> StagedPlugins() => StagedArtifacts.Find("plugins") is { } path ? [path] : [];

    /// <summary>What the host is composed of, for tests that put events into its log.</summary>
    internal IServiceProvider Services => _app.Services;

    /// <summary>gRPC address; known once started.</summary>
    public Uri GrpcAddress => AddressOf(0);

    /// <summary>JSON address; known once started.</summary>
    public Uri WebAddress => AddressOf(1);

    /// <summary>Of the redirector; known once started, where there is one.</summary>
    public Uri RedirectorAddress => _app.Services.GetRequiredService<RedirectServer>().Address;

    /// <param name="quiet">Errors alone are logged: the demo has its own output.</param>
    /// <param name="clock">Another clock than the system's, for the chaos harness, which sets it while the host runs.</param>
    /// <exception cref="InvalidOperationException">Another host uses the data directory.</exception>
    /// <param name="replace">Registers what takes the place of the host's own, for tests that shorten what takes hours.</param>
    public static HostApplication Build(
        LiveIpOptions options,
        bool quiet = false,
        TimeProvider? clock = null,
        Action<IServiceCollection>? replace = null
    )
    {
        var instanceLock = InstanceLock.Take(options.DataDirectory);
        try
        {
            return new HostApplication(Compose(options, quiet, clock, replace), options, instanceLock);
        }
        catch
        {
            instanceLock.Dispose();
            throw;
        }
    }

    private static WebApplication Compose(LiveIpOptions options, bool quiet, TimeProvider? clock, Action<IServiceCollection>? replace)
    {
        // Nothing of ours is in appsettings.json; watched for changes, its whole directory would tell of every write to a log within it.
        var builder = WebApplication.CreateSlimBuilder(["--hostBuilder:reloadConfigOnChange=false"]);
        builder.WebHost.ConfigureKestrel(kestrel => Listening.Configure(kestrel, options));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownWithin);
        builder
            .Services.AddSingleton(options)
            .AddSingleton(clock ?? TimeProvider.System)
            // The log first: hosted services stop in reverse order, and what connections still write must find it.
            .AddEventLog(options)
            .AddPlugins(options)
            .AddPolicies(options)
            .AddMetricSeries()
            .AddBroadcasts()
            .AddScoring()
            .AddStrategy()
            .AddReports()
            .AddDistribution()
            .AddRedirects(options)
            .AddChat()
            .AddChannels(options)
            .AddGoingLive()
            .AddAnnouncer()
            .AddReturns()
            .AddPolls()
            .AddSignIn()
            .AddPreflight()
            .AddImport()
            .AddMoments()
            .AddPrivacy(options)
            .AddApi()
            .AddOperations();
        replace?.Invoke(builder.Services);
        LogOutput.Configure(builder.Logging, options, quiet);
        var app = builder.Build();
        app.MapApi();
        app.MapOperations();
        return app;
    }

    /// <summary>
    /// Runs until the process is asked to stop. 0; 2 when it could not start; 3 when something that was accepted could not be stored
    /// before the end.
    /// </summary>
    public static async Task<int> RunAsync(LiveIpOptions options, CancellationToken cancellationToken, TimeProvider? clock = null)
    {
        try
        {
            await using var host = Build(options, clock: clock);
            await host.StartAsync(cancellationToken);
            await host.AnnounceAsync();
            var logger = host.Services.GetRequiredService<ILogger<HostApplication>>();
            await using var stopping = host._app.Lifetime.ApplicationStopping.Register(() =>
                logger.LogInformation("LiveIp ends when what is under way is done; asked a second time, it ends at once")
            );
            await host._app.WaitForShutdownAsync(cancellationToken);
            return host.Services.GetRequiredService<SqliteEventLog>().Abandoned == 0 ? 0 : 3;
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
        _lock.Dispose();
    }

    private Task AnnounceAsync()
    {
        var where = $"LiveIp listens on {GrpcAddress} (gRPC) and {WebAddress} (JSON).";
        if (_options.LogFormat == LogFormat.Json)
        {
            // Nothing but JSON is on this output.
            _app.Services.GetRequiredService<ILogger<HostApplication>>().LogInformation("{Where}", where);
            return Task.CompletedTask;
        }

        return Console.Out.WriteLineAsync(
            $"""
            {where}
            Data and token are in {_options.DataDirectory}. Stop with Ctrl+C.
            """
        );
    }

    private Uri AddressOf(int index) => new(_app.Urls.ElementAt(index));
}
