using Google.Protobuf.WellKnownTypes;
using Grpc.Net.Client;
using LiveIp.Host.Api;
using LiveIp.Host.Broadcasts;
using LiveIp.Host.Channels;
using LiveIp.Host.Chat;
using LiveIp.Host.Events;
using LiveIp.Host.Metrics;
using LiveIp.Host.Moments;
using LiveIp.Host.Plugins;
using LiveIp.Host.Policies;
using LiveIp.Host.Reports;
using LiveIp.Host.Scoring;
using LiveIp.Host.Storage;
using LiveIp.Host.Strategy;
using LiveIp.Host.Tests.Channels.Fakes;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LiveIp.Host.Tests.Moments;

/// <summary>Moments and predictions over the real log and the real API, with platforms that the test plays.</summary>
internal sealed class MomentRig : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly GrpcChannel _channel;

    private MomentRig(WebApplication app, TestClock clock, Task hungUp) =>
        (_app, Clock, HungUp, _channel) = (app, clock, hungUp, GrpcChannel.ForAddress(app.Urls.Single()));

    /// <summary>A caller did not wait for the answer, and the host knows.</summary>
    public Task HungUp { get; }

    public TestClock Clock { get; }

    public MomentService.MomentServiceClient Moments => new(_channel);

    public PredictionService.PredictionServiceClient Predictions => new(_channel);

    public ReportService.ReportServiceClient Reports => new(_channel);

    public MomentStore Store => _app.Services.GetRequiredService<MomentStore>();

    /// <param name="directory">Of a host that was stopped, to go on from.</param>
    /// <param name="platforms">Each with one channel of its name, followed.</param>
    public static async Task<MomentRig> StartAsync(string directory, params IReadOnlyList<PlayingPlatform> platforms)
    {
        var clock = new TestClock();
        var registry = new TestRegistry();
        registry.AllPlatforms.AddRange(platforms);
        var options = new LiveIpOptions { DataDirectory = directory };
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static k =>
            k.Listen(System.Net.IPAddress.Loopback, 0, static l => l.Protocols = HttpProtocols.Http2)
        );
        builder.Services.AddSingleton(options).AddSingleton<TimeProvider>(clock).AddSingleton<IExtensionRegistry>(registry);
        builder.Services.AddSingleton<ISecretVault>(new MemoryVault());
        builder
            .Services.AddEventLog(options)
            .AddPolicies(options)
            .AddMetricSeries()
            .AddBroadcasts()
            .AddScoring()
            .AddStrategy()
            .AddReports()
            .AddChat()
            .AddChannels(options)
            .AddMoments()
            .AddSingleton<ChatServiceTargets>()
            .AddGrpc(static grpc => grpc.Interceptors.Add<Host.Api.Errors.ErrorInterceptor>());
        var app = builder.Build();
        var hungUp = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        app.Use(
            async (context, next) =>
            {
                await using var _ = context.RequestAborted.Register(() => hungUp.TrySetResult());
                await next(context);
            }
        );
        app.MapGrpcService<MomentServiceApi>();
        app.MapGrpcService<PredictionServiceApi>();
        app.MapGrpcService<ReportServiceApi>();
        var store = app.Services.GetRequiredService<ChannelStore>();
        foreach (var id in platforms.Select(static p => p.Descriptor.Id).Where(id => store.FindOnPlatform(id, "42") is null))
        {
            store.Create(id, id, new() { Id = "42", DisplayName = id }, "", "");
        }

        await app.StartAsync(Deadline.Token());
        return new(app, clock, hungUp.Task);
    }

    /// <summary>The channel goes on air, or off it.</summary>
    public async Task TellAsync(string platform, BroadcastState.Types.State state)
    {
        var log = _app.Services.GetRequiredService<SqliteEventLog>();
        await log.AppendAsync(
            new()
            {
                Channel = $"channels/{platform}",
                Platform = platform,
                HeardAt = Clock.GetUtcNow(),
                Events =
                [
                    new LiveEvent
                    {
                        Id = $"b1:{state}",
                        Broadcast = "b1",
                        OccurredAt = Clock.GetUtcNow().ToTimestamp(),
                        BroadcastState = new() { State = state, Title = "Show" },
                    },
                ],
            },
            Deadline.Token()
        );
        await log.FlushAsync(Deadline.Token());
    }

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        await _app.StopAsync(Deadline.Token());
        await _app.DisposeAsync();
    }
}
