using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Net.Client;
using LiveIp.Contracts;
using LiveIp.Host.Api;
using LiveIp.Host.Broadcasts;
using LiveIp.Host.Channels;
using LiveIp.Host.Events;
using LiveIp.Host.Import;
using LiveIp.Host.Metrics;
using LiveIp.Host.Plugins;
using LiveIp.Host.Policies;
using LiveIp.Host.Scoring;
using LiveIp.Host.Storage;
using LiveIp.Host.Tests.Channels.Fakes;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LiveIp.Host.Tests.Import.History;

/// <summary>Imports of past broadcasts over the real log and the real API, from a platform that the test plays.</summary>
internal sealed class HistoryRig : IAsyncDisposable
{
    public const string Channel = "channels/tube";

    private readonly WebApplication _app;
    private readonly GrpcChannel _channel;

    private HistoryRig(WebApplication app, TestClock clock) =>
        (_app, Clock, _channel) = (app, clock, GrpcChannel.ForAddress(app.Urls.Single()));

    public TestClock Clock { get; }

    public ImportService.ImportServiceClient Imports => new(_channel);

    public ScoreService.ScoreServiceClient Scores => new(_channel);

    public SqliteEventLog Log => _app.Services.GetRequiredService<SqliteEventLog>();

    public BroadcastDirectory Broadcasts => _app.Services.GetRequiredService<BroadcastDirectory>();

    public IReadOnlyList<LiveEvent> Events => [.. Log.Read(0, 10_000).Select(static e => e.Parse())];

    /// <param name="directory">Of a host that was stopped, to go on from.</param>
    /// <param name="platform">With one channel.</param>
    public static async Task<HistoryRig> StartAsync(string directory, RememberingPlatform platform)
    {
        var clock = new TestClock();
        var registry = new TestRegistry();
        registry.AllPlatforms.Add(platform);
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
            .AddChannels(options)
            .AddImport()
            .AddGrpc(static grpc => grpc.Interceptors.Add<Host.Api.Errors.ErrorInterceptor>());
        var app = builder.Build();
        app.MapGrpcService<ImportServiceApi>();
        app.MapGrpcService<ScoreServiceApi>();
        var store = app.Services.GetRequiredService<ChannelStore>();
        if (store.FindOnPlatform("tube", "42") is null)
        {
            store.Create("tube", "tube", new() { Id = "42", DisplayName = "Tube" }, "", "");
        }

        await app.StartAsync(Deadline.Token());
        return new(app, clock);
    }

    /// <summary>A broadcast of so many days ago, an hour long.</summary>
    public PastBroadcast Past(string id, int daysAgo, long likes, params PastMetric[] further)
    {
        var start = Clock.GetUtcNow().AddDays(-daysAgo);
        return new()
        {
            Id = id,
            StartedAt = start,
            EndedAt = start.AddHours(1),
            Title = $"Show {id}",
            Metrics =
            [
                new()
                {
                    Metric = MetricIds.Likes,
                    Value = likes,
                    CountedLive = true,
                },
                .. further,
            ],
            Details = $"{{\"viewCount\":{likes * 10}}}",
        };
    }

    public ImportHistoryRequest Request() => new() { Channel = Channel, Since = Clock.GetUtcNow().AddDays(-100).ToTimestamp() };

    public async Task<IReadOnlyList<ImportHistoryResponse>> ImportAsync(ImportHistoryRequest? request = null)
    {
        using var call = Imports.ImportHistory(request ?? Request(), cancellationToken: Deadline.Token());
        var reports = new List<ImportHistoryResponse>();
        await foreach (var report in call.ResponseStream.ReadAllAsync(Deadline.Token()))
        {
            reports.Add(report);
        }

        return reports;
    }

    public async Task<HistorySummary> SummaryAsync(ImportHistoryRequest? request = null) => (await ImportAsync(request))[^1].Summary;

    public async Task<IReadOnlyList<BroadcastRecord>> BroadcastsAsync() => (await Broadcasts.ReadAsync(Deadline.Token())).All;

    /// <summary>The platform told of it while it happened.</summary>
    public async Task HearAsync(params LiveEvent[] events)
    {
        await Log.AppendAsync(
            new()
            {
                Channel = Channel,
                Platform = "tube",
                Events = events,
                HeardAt = Clock.GetUtcNow(),
            },
            Deadline.Token()
        );
        await Log.FlushAsync(Deadline.Token());
    }

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        await _app.StopAsync(Deadline.Token());
        await _app.DisposeAsync();
    }
}
