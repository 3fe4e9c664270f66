using LiveIp.Contracts;
using LiveIp.Host.Broadcasts;
using LiveIp.Host.Broadcasts.GoingLive;
using LiveIp.Host.Channels;
using LiveIp.Host.Channels.State;
using LiveIp.Host.Distribution;
using LiveIp.Host.Distribution.Announcing;
using LiveIp.Host.Distribution.Changing;
using LiveIp.Host.Distribution.Preparing;
using LiveIp.Host.Events;
using LiveIp.Host.Metrics;
using LiveIp.Host.Plugins;
using LiveIp.Host.Policies;
using LiveIp.Host.Storage;
using LiveIp.Host.Tests.Broadcasts;
using LiveIp.Host.Tests.Channels.Fakes;
using LiveIp.Host.Tests.Distribution.Support;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace LiveIp.Host.Tests.Distribution.Announcing;

/// <summary>
/// The announcer over a real log and a real outbox, with a clock and networks of the test. Restarted, it is another process: only what is
/// on the disk, and on the networks, is left.
/// </summary>
internal sealed class AnnouncerRig : IAsyncDisposable
{
    private static readonly string[] Platforms = ["youtube", "twitch", "bilibili"];

    private readonly TempDirectory _directory = new();
    private readonly Registry _registry;
    private ServiceProvider _services = null!;
    private readonly SortedSet<string> _onAir = new(StringComparer.Ordinal);
    private int _events;

    public AnnouncerRig(params DistributorExtension[] networks)
        : this(new FakeTimeProvider(Sample.Start), networks) { }

    public AnnouncerRig(FakeTimeProvider clock, IReadOnlyList<DistributorExtension> networks)
    {
        Clock = clock;
        _registry = new Registry(networks);
        Open();
        foreach (var platform in Platforms)
        {
            Get<ChannelStore>()
                .Create(
                    platform,
                    platform,
                    new ChannelIdentity
                    {
                        Id = platform,
                        DisplayName = platform,
                        Uri = new Uri($"https://{platform}.example/me"),
                    },
                    platform,
                    platform
                );
        }
    }

    public FakeTimeProvider Clock { get; }

    public AnnouncementStore Store => Get<AnnouncementStore>();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>The platform tells now that the channel went live.</summary>
    public Task StartAsync(string platform, string title = "Starry night") =>
        TellAsync(platform, BroadcastState.Types.State.Started, title);

    public Task EndAsync(string platform) => TellAsync(platform, BroadcastState.Types.State.Ended, "");

    /// <summary>All platforms go live, and four times in ten minutes drop and return.</summary>
    /// <param name="restartAsync">Within the second drop.</param>
    public async Task DropAndReturnAsync(Func<Task> restartAsync)
    {
        foreach (var platform in Platforms)
        {
            await StartAsync(platform);
            await PassAsync(TimeSpan.FromSeconds(10));
        }

        for (var drop = 0; drop < 4; drop++)
        {
            await PassAsync(TimeSpan.FromMinutes(1));
            foreach (var platform in Platforms)
            {
                await EndAsync(platform);
                await PassAsync(TimeSpan.FromSeconds(5));
            }

            if (drop == 1)
            {
                await restartAsync();
            }

            await PassAsync(TimeSpan.FromSeconds(55));
            foreach (var platform in Platforms)
            {
                await StartAsync(platform);
                await PassAsync(TimeSpan.FromSeconds(5));
            }
        }
    }

    public async Task EndAllAsync()
    {
        foreach (var platform in Platforms)
        {
            await EndAsync(platform);
        }
    }

    public async Task ViewersAsync(string platform, long viewers)
    {
        var told = Event();
        told.Measurement = new Measurement { Metric = MetricIds.ViewersConcurrent, Gauge = viewers };
        await WriteAsync(platform, told);
    }

    /// <summary>Time goes on, and all that looks at it looks every five seconds, as in the host.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        for (var passed = TimeSpan.Zero; passed < time; passed += TimeSpan.FromSeconds(5))
        {
            Clock.Advance(TimeSpan.FromSeconds(5));
            if (Clock.GetUtcNow().Second < 5)
            {
                // Who is on air is heard.
                foreach (var platform in _onAir)
                {
                    var chat = Event();
                    chat.ChatMessage = new() { Text = "hello" };
                    await WriteAsync(platform, chat);
                }
            }

            await LookAsync();
        }
    }

    /// <summary>One look of the announcer, and all that comes of it.</summary>
    public async Task LookAsync()
    {
        await Get<LiveAnnouncer>().LookAsync(Deadline.Token());
        await Get<LiveBadges>().LookAsync(Deadline.Token());
        foreach (var row in Get<OutboxStore>().Due(Clock))
        {
            await Get<DeliveryAttempt>().RunAsync(row, Deadline.Token());
        }

        foreach (var row in Get<OutboxStore>().Due(Clock))
        {
            await Get<DeliveryAttempt>().RunAsync(row, Deadline.Token());
        }

        foreach (var change in Get<ChangeStore>().Due(Clock.GetUtcNow()))
        {
            await Get<ChangeAttempt>().RunAsync(change, Deadline.Token());
        }
    }

    public async Task RestartAsync()
    {
        await _services.DisposeAsync();
        Open();
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _directory.Dispose();
    }

    private void Open()
    {
        var options = new LiveIpOptions { DataDirectory = _directory.Path };
        var services = new ServiceCollection();
        services
            .AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance)
            .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton<IExtensionRegistry>(_registry)
            .AddSingleton(options);
        services
            .AddEventLog(options)
            .AddPolicies(options)
            .AddMetricSeries()
            .AddBroadcasts()
            .AddDistribution()
            .AddSingleton<ISecretVault, MemoryVault>()
            .AddSingleton<IDistributorChannels, NoChannels>()
            .AddSingleton<ChannelStore>()
            .AddSingleton<PlanStore>()
            .AddAnnouncer();
        _services = services.BuildServiceProvider();
    }

    private async Task TellAsync(string platform, BroadcastState.Types.State state, string title)
    {
        var told = Event();
        told.BroadcastState = new() { State = state, Title = title };
        await WriteAsync(platform, told);
        _ = state == BroadcastState.Types.State.Started ? _onAir.Add(platform) : _onAir.Remove(platform);
    }

    private Task WriteAsync(string platform, LiveEvent told) =>
        Get<SqliteEventLog>()
            .WriteAsync(
                new LogBatch
                {
                    Channel = $"channels/{platform}",
                    Platform = platform,
                    Events = [told],
                    HeardAt = Clock.GetUtcNow(),
                }
            );

    private LiveEvent Event() => Sample.Event($"e{_events++}", (Clock.GetUtcNow() - Sample.Start).TotalSeconds);

    private sealed class Registry(IReadOnlyList<DistributorExtension> networks) : IExtensionRegistry
    {
        private readonly FakeRegistry _platforms = FakeRegistry.All();

        public IReadOnlyList<PlatformExtension> Platforms => _platforms.Platforms;

        public IReadOnlyList<DistributorExtension> Distributors => networks;

        public event Action<string>? Changed
        {
            add { }
            remove { }
        }
    }
}
