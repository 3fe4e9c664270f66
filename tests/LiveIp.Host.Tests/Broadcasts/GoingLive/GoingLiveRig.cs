using Grpc.Net.Client;
using LiveIp.Host.Api;
using LiveIp.Host.Broadcasts;
using LiveIp.Host.Broadcasts.GoingLive;
using LiveIp.Host.Channels;
using LiveIp.Host.Events;
using LiveIp.Host.Metrics;
using LiveIp.Host.Plugins;
using LiveIp.Host.Policies;
using LiveIp.Host.Storage;
using LiveIp.Host.Tests.Channels.Fakes;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LiveIp.Host.Tests.Broadcasts.GoingLive;

/// <summary>Broadcasts and going live behind a real socket, on platforms that the test plays.</summary>
internal sealed class GoingLiveRig : IAsyncDisposable
{
    public const string StudioChannel = "channels/studio";
    public const string OnlookerChannel = "channels/onlooker";

    private readonly TempDirectory _directory = new();
    private readonly WebApplication _app;
    private readonly GrpcChannel _channel;

    private GoingLiveRig(Studio studio, string? dataOf)
    {
        foreach (var file in dataOf is null ? [] : Directory.EnumerateFiles(dataOf))
        {
            File.Copy(file, _directory.File(Path.GetFileName(file)));
        }

        var builder = WebApplication.CreateSlimBuilder();
        var options = new LiveIpOptions { DataDirectory = _directory.Path };
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static k =>
            k.Listen(System.Net.IPAddress.Loopback, 0, static l => l.Protocols = HttpProtocols.Http2)
        );
        var registry = new TestRegistry { AllPlatforms = { studio.Extension, new Onlooker("bilibili") } };
        builder
            .Services.AddSingleton(TimeProvider.System)
            .AddSingleton<IExtensionRegistry>(registry)
            .AddSingleton<ISecretVault>(new MemoryVault())
            .AddSingleton(options)
            .AddSingleton(
                new GoingLivePace
                {
                    Settles = TimeSpan.FromMilliseconds(60),
                    BetweenLooks = TimeSpan.FromMilliseconds(10),
                    EncoderLooks = TimeSpan.FromMilliseconds(10),
                    LogLooks = TimeSpan.FromMilliseconds(10),
                    FirstPause = TimeSpan.FromMilliseconds(10),
                    LongestPause = TimeSpan.FromMilliseconds(50),
                }
            )
            .AddEventLog(options)
            .AddPolicies(options)
            .AddMetricSeries()
            .AddBroadcasts()
            .AddChannels(options)
            .AddGoingLive()
            .AddSingleton<BroadcastServiceChecks>()
            .AddSingleton<BroadcastPlanChecks>()
            .AddSingleton<BroadcastServiceMessages>()
            .AddGrpc();
        _app = builder.Build();
        _app.MapGrpcService<BroadcastServiceApi>();
        _app.Start();
        _channel = GrpcChannel.ForAddress(
            _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()
        );
    }

    public BroadcastService.BroadcastServiceClient Client => new(_channel);

    public IEventLog Log => _app.Services.GetRequiredService<IEventLog>();

    public PlanStore Plans => _app.Services.GetRequiredService<PlanStore>();

    public string DataDirectory => _directory.Path;

    /// <summary>Both channels are followed.</summary>
    public static GoingLiveRig Start(Studio studio)
    {
        var rig = new GoingLiveRig(studio, null);
        var store = rig._app.Services.GetRequiredService<ChannelStore>();
        store.Create("studio", "youtube", new() { Id = "s", DisplayName = "Studio" }, "", "");
        store.Create("onlooker", "bilibili", new() { Id = "o", DisplayName = "Onlooker" }, "", "");
        return rig;
    }

    /// <summary>Another host with what this one has on disk in this moment, as after a power cut; this one is not asked.</summary>
    public GoingLiveRig Restart(Studio studio) => new(studio, DataDirectory);

    public async Task<Broadcast> CreateAsync(CreateBroadcastRequest request) =>
        (await Client.CreateBroadcastAsync(request, cancellationToken: Deadline.Token())).Broadcast;

    public async Task<Broadcast> GetAsync(string name) =>
        (await Client.GetBroadcastAsync(new() { Name = name }, cancellationToken: Deadline.Token())).Broadcast;

    public async Task<Broadcast> GoLiveAsync(string name) =>
        (await Client.GoLiveAsync(new() { Name = name }, cancellationToken: Deadline.Token())).Broadcast;

    public async Task<Broadcast> EndAsync(string name) =>
        (await Client.EndBroadcastAsync(new() { Name = name }, cancellationToken: Deadline.Token())).Broadcast;

    /// <summary>The broadcast, as soon as it is so.</summary>
    public async Task<Broadcast> UntilAsync(string name, Predicate<Broadcast> holds)
    {
        using var call = Client.WatchBroadcast(new() { Name = name }, cancellationToken: Deadline.Token());
        while (await call.ResponseStream.MoveNext(Deadline.Token()))
        {
            if (holds(call.ResponseStream.Current.Broadcast))
            {
                return call.ResponseStream.Current.Broadcast;
            }
        }

        throw new InvalidOperationException("It was over before.");
    }

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
        _directory.Dispose();
    }
}
