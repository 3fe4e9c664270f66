using Grpc.Net.Client;
using LiveIp.Host.Api;
using LiveIp.Host.Broadcasts;
using LiveIp.Host.Channels;
using LiveIp.Host.Channels.Acting;
using LiveIp.Host.Chat;
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
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LiveIp.Host.Tests.Chat.Fakes;

/// <summary>Chats over the real log and the real API, with platforms that the test plays, and time that it moves.</summary>
internal sealed class ChatRig : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly GrpcChannel _channel;

    private ChatRig(WebApplication app, TestClock clock)
    {
        (_app, Clock) = (app, clock);
        _channel = GrpcChannel.ForAddress(app.Urls.Single());
    }

    public TestClock Clock { get; }

    public ChatService.ChatServiceClient Chat => new(_channel);

    public SqliteEventLog Log => _app.Services.GetRequiredService<SqliteEventLog>();

    public MetricReader Metrics => _app.Services.GetRequiredService<MetricReader>();

    public IServiceProvider Services => _app.Services;

    /// <param name="directory">Of a host that was stopped, to go on from.</param>
    /// <param name="platforms">Each with one channel, followed.</param>
    public static async Task<ChatRig> StartAsync(string directory, params IReadOnlyList<TalkingPlatform> platforms)
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
            .AddChat()
            .AddChannels(options)
            .AddSingleton<ChatServiceTargets>()
            .AddGrpc(static grpc => grpc.Interceptors.Add<Host.Api.Errors.ErrorInterceptor>());
        var app = builder.Build();
        app.MapGrpcService<ChatServiceApi>();
        var store = app.Services.GetRequiredService<ChannelStore>();
        foreach (var platform in platforms.Where(p => store.FindOnPlatform(p.Descriptor.Id, "42") is null))
        {
            var id = platform.Descriptor.Id;
            store.Create(id, id, new() { Id = "42", DisplayName = id }, "", "");
        }

        await app.StartAsync(Deadline.Token());
        return new(app, clock);
    }

    /// <summary>The channel of a platform, by its name.</summary>
    public static string Of(string platform) => $"channels/{platform}";

    /// <summary>All chat messages of the log.</summary>
    public async Task<LiveEvent[]> MessagesAsync()
    {
        await Log.FlushAsync(Deadline.Token());
        return [.. Log.Read(0, 1000).Select(static s => s.Parse()).Where(static e => e.BodyCase == LiveEvent.BodyOneofCase.ChatMessage)];
    }

    public ChannelActions Actions => _app.Services.GetRequiredService<ChannelActions>();

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        await _app.StopAsync(Deadline.Token());
        await _app.DisposeAsync();
    }
}
