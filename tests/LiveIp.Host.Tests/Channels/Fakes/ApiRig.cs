using System.Net;
using Grpc.Core;
using Grpc.Net.Client;
using LiveIp.Contracts;
using LiveIp.Host.Api;
using LiveIp.Host.Api.Security;
using LiveIp.Host.Channels;
using LiveIp.Host.Distribution;
using LiveIp.Host.Events;
using LiveIp.Host.Plugins;
using LiveIp.Host.Plugins.Accounts;
using LiveIp.Host.Plugins.Settings;
using LiveIp.Host.Policies;
using LiveIp.Host.Preflight;
using LiveIp.Host.SignIn;
using LiveIp.Host.Storage;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LiveIp.Host.Tests.Channels.Fakes;

/// <summary>The services on a real Kestrel with a gRPC and a web port, over a data directory of its own.</summary>
internal sealed class ApiRig : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly GrpcChannel _channel;

    private readonly bool _ownsDirectory;

    private ApiRig(WebApplication app, string directory, bool ownsDirectory)
    {
        _ownsDirectory = ownsDirectory;
        (_app, DataDirectory) = (app, directory);
        Token = File.ReadAllText(Path.Combine(directory, "api-token"));
        var urls = app.Urls.ToList();
        GrpcUri = new Uri(urls[0]);
        Web = new HttpClient { BaseAddress = new Uri(urls[1]) };
        _channel = GrpcChannel.ForAddress(GrpcUri);
    }

    public string DataDirectory { get; }
    public string Token { get; }
    public Uri GrpcUri { get; }
    public HttpClient Web { get; }
    public CallInvoker Invoker => _channel.CreateCallInvoker();
    public Metadata Authorized => new() { { "authorization", $"Bearer {Token}" } };
    public ChannelService.ChannelServiceClient Channels => new(_channel);
    public ConnectionService.ConnectionServiceClient Connections => new(_channel);
    public SignInService.SignInServiceClient SignIns => new(_channel);
    public PreflightService.PreflightServiceClient Preflight => new(_channel);
    public PostService.PostServiceClient Posts => new(_channel);
    public DistributorAccountService.DistributorAccountServiceClient Accounts => new(_channel);
    public HostService.HostServiceClient Hosts => new(_channel);

    public static async Task<ApiRig> StartAsync(
        TestRegistry registry,
        MemoryVault vault,
        string? directory = null,
        string bindAddress = "127.0.0.1",
        Action<IServiceCollection>? before = null
    )
    {
        var ownsDirectory = directory is null;
        directory ??= Directory.CreateTempSubdirectory("liveip-api").FullName;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k =>
        {
            k.Listen(IPAddress.Loopback, 0, static l => l.Protocols = HttpProtocols.Http2);
            k.Listen(IPAddress.Loopback, 0, static l => l.Protocols = HttpProtocols.Http1);
        });
        before?.Invoke(builder.Services);
        builder.Services.AddSingleton<IExtensionRegistry>(registry);
        builder.Services.AddSingleton<ISecretVault>(vault);
        builder.Services.AddSingleton<IEventLog>(new MemoryLog());
        builder.Services.AddPolicies(new LiveIpOptions { DataDirectory = directory });
        builder.Services.AddChannels(new LiveIpOptions { DataDirectory = directory, BindAddress = bindAddress });
        builder.Services.AddSignIn();
        builder.Services.AddPreflight();
        builder.Services.AddDistribution();
        builder.Services.AddSingleton<IKnownBroadcasts, OneBroadcast>();
        builder.Services.AddSingleton<AccountStore>();
        builder.Services.AddSingleton<SettingsStore>();
        builder.Services.AddSingleton<ExtensionSettings>();
        builder.Services.AddApi();
        // The host's own health looks at a whole host (Operations/HealthTests); here it is about who may ask.
        builder.Services.AddGrpcHealthChecks();
        var app = builder.Build();
        app.MapGrpcService<ChannelServiceApi>();
        app.MapGrpcService<ConnectionServiceApi>();
        app.MapGrpcService<SignInServiceApi>();
        app.MapGrpcService<PreflightServiceApi>();
        app.MapGrpcService<PostServiceApi>();
        app.MapGrpcService<DistributorAccountServiceApi>();
        app.MapGrpcService<HostServiceApi>();
        app.MapGrpcReflectionService();
        app.MapGrpcHealthChecksService();
        app.MapGet("/healthz", static () => Results.Text("ok"));
        await app.StartAsync();
        return new ApiRig(app, directory, ownsDirectory);
    }

    /// <summary>What the services are composed of.</summary>
    public IServiceProvider Services => _app.Services;

    public Task StopAsync() => _app.StopAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        Web.Dispose();
        _channel.Dispose();
        await _app.StopAsync(Deadline.Token());
        await _app.DisposeAsync();
        if (_ownsDirectory)
        {
            Directory.Delete(DataDirectory, recursive: true);
        }
    }
}
