using Google.Protobuf.WellKnownTypes;
using Grpc.Net.Client;
using LiveIp.Contracts;
using LiveIp.Host.Demo;
using LiveIp.Host.Distribution.Redirects;
using LiveIp.Host.Distribution.Returns;
using LiveIp.Host.Events;
using LiveIp.Host.Plugins;
using LiveIp.Host.Tests.Channels.Fakes;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using State = LiveIp.V1.BroadcastState.Types.State;

namespace LiveIp.Host.Tests.Distribution.Returns;

/// <summary>The whole host with two networks of the test's, two channels, and a clock that the test sets.</summary>
internal sealed class SpreadHost : IAsyncDisposable
{
    public const string Twitch = "channels/t";
    public const string YouTube = "channels/y";

    private readonly TestRegistry _registry = new();
    private readonly Dictionary<string, string> _live = [];
    private readonly Uri? _base;
    private HostApplication _host = null!;
    private GrpcChannel _channel = null!;

    private SpreadHost(Uri? redirectBase)
    {
        _base = redirectBase;
        _registry.AllPlatforms.AddRange(FakeRegistry.All().Platforms);
        _registry.AllDistributors.AddRange([One, Two]);
    }

    public TempDirectory Data { get; } = new();

    public SettableClock Clock { get; } = new();

    public ReturningNetwork One { get; } = new("one");

    public ReturningNetwork Two { get; } = new("two");

    public PostService.PostServiceClient Posts => new(_channel);

    public Uri Redirector => _host.Services.GetRequiredService<RedirectServer>().Address;

    public Uri Web => _host.WebAddress;

    private SqliteEventLog Log => _host.Services.GetRequiredService<SqliteEventLog>();

    public static async Task<SpreadHost> StartAsync(string? redirectBase = null)
    {
        var host = new SpreadHost(redirectBase is null ? null : new Uri(redirectBase));
        await host.StartAsync();
        return host;
    }

    public async Task StartAgainAsync()
    {
        _channel.Dispose();
        await _host.DisposeAsync();
        await StartAsync();
    }

    /// <summary>Twitch begins first. Answers with the broadcast's name.</summary>
    public async Task<string> GoLiveAsync(string id = "b1")
    {
        await BeginAsync(Twitch, "twitch", id);
        await BeginAsync(YouTube, "youtube", id);
        return await NewestAsync();
    }

    public Task BeginAsync(string channel, string platform, string id = "b1")
    {
        _live[channel] = platform;
        return StateAsync(channel, platform, id, State.Started, Clock.GetUtcNow());
    }

    /// <summary>The name of the broadcast that began last.</summary>
    public async Task<string> NewestAsync()
    {
        var all = await new BroadcastService.BroadcastServiceClient(_channel).ListBroadcastsAsync(new());
        return all.Broadcasts[0].Name;
    }

    public async Task EndAsync(string id = "b1")
    {
        foreach (var (channel, platform) in new[] { (Twitch, "twitch"), (YouTube, "youtube") })
        {
            _live.Remove(channel);
            await StateAsync(channel, platform, id, State.Ended, Clock.GetUtcNow());
        }
    }

    /// <summary>Delivered on both networks when it returns.</summary>
    public async Task<string> PostAsync(string request, string broadcast = "", params (string Platform, string Uri)[] links)
    {
        var post = new Post { Text = "on air", Broadcast = broadcast };
        post.Links.Add(links.Select(static l => new Post.Types.Link { Platform = l.Platform, Uri = l.Uri }));
        var made = await Posts.CreatePostAsync(new() { Post = post, RequestId = request });
        await UntilAsync(async () => (await DeliveriesAsync(made.Post.Name)).All(static d => d.State == DeliveryState.Delivered));
        return made.Post.Name;
    }

    public async Task<IReadOnlyList<Delivery>> DeliveriesAsync(string post) =>
        (await Posts.ListDeliveriesAsync(new() { Post = post })).Deliveries;

    /// <summary>So much later, what is due then was done.</summary>
    public async Task LaterAsync(TimeSpan time)
    {
        Clock.Offset += time;
        foreach (var (channel, platform) in _live)
        {
            // A channel of which nothing is heard is not on air for long.
            var now = Clock.GetUtcNow();
            await WriteAsync(
                channel,
                platform,
                new LiveEvent
                {
                    Id = $"{channel}:{now.Ticks}",
                    OccurredAt = now.ToTimestamp(),
                    ChatMessage = new ChatMessage { Text = "hello" },
                }
            );
        }

        var worker = _host.Services.GetServices<IHostedService>().OfType<ReturnWorker>().Single();
        await worker.RoundAsync(Tests.Support.Deadline.Token());
    }

    public void CountClicks() => _host.Services.GetRequiredService<ClickCounter>().Flush();

    /// <summary>Null where it is missing.</summary>
    public async Task<double?> MetricAsync(string channel, string metric)
    {
        var answer = await new MetricService.MetricServiceClient(_channel).GetMetricsAsync(
            new() { Channels = { channel }, Metrics = { metric } }
        );
        var value = Assert.Single(answer.Values);
        return value.HasNumber ? value.Number : null;
    }

    public async Task<int> MeasurementsAsync(string metric)
    {
        var events = await new EventService.EventServiceClient(_channel).ListEventsAsync(new() { PageSize = 1000 });
        return events.Events.Count(e => e.Measurement?.Metric == metric);
    }

    public async Task<BroadcastScore> ScoreAsync(string broadcast) =>
        (await new ScoreService.ScoreServiceClient(_channel).ExplainScoreAsync(new() { Broadcast = broadcast })).Score;

    public static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!await condition())
        {
            await ticks.WaitForNextTickAsync(Tests.Support.Deadline.Token());
        }
    }

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        await _host.DisposeAsync();
        Data.Dispose();
    }

    private async Task StartAsync()
    {
        var options = new LiveIpOptions
        {
            DataDirectory = Data.Path,
            GrpcPort = 0,
            WebPort = 0,
            RedirectBase = _base,
            RedirectPort = 0,
        };
        _host = HostApplication.Build(options, quiet: true, Clock, services => services.AddSingleton<IExtensionRegistry>(_registry));
        await _host.StartAsync(Tests.Support.Deadline.Token());
        _channel = _host.ConnectToItself();
    }

    private Task StateAsync(string channel, string platform, string id, State state, DateTimeOffset at) =>
        WriteAsync(
            channel,
            platform,
            new LiveEvent
            {
                Id = $"{channel}:{id}:{state}",
                Broadcast = $"{platform}-{id}",
                OccurredAt = at.ToTimestamp(),
                BroadcastState = new BroadcastState { State = state, Title = "Show" },
            }
        );

    private Task WriteAsync(string channel, string platform, LiveEvent happened) =>
        Log.WriteAsync(
            new LogBatch
            {
                Channel = channel,
                Platform = platform,
                HeardAt = Clock.GetUtcNow(),
                Events = [happened],
            }
        );
}
