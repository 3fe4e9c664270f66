using Grpc.Net.Client;
using LiveIp.Host.Api;
using LiveIp.Host.Broadcasts;
using LiveIp.Host.Channels;
using LiveIp.Host.Chat;
using LiveIp.Host.Events;
using LiveIp.Host.Metrics;
using LiveIp.Host.Plugins;
using LiveIp.Host.Policies;
using LiveIp.Host.Polls;
using LiveIp.Host.Polls.Stored;
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
using Duration = Google.Protobuf.WellKnownTypes.Duration;

namespace LiveIp.Host.Tests.Polls;

/// <summary>Polls over the real log and the real API, on platforms that the test plays.</summary>
internal sealed class PollRig : IAsyncDisposable
{
    public const string Question = "Tea or coffee?";

    private readonly TempDirectory _directory = new();
    private readonly WebApplication _app;
    private readonly GrpcChannel _channel;
    private readonly IReadOnlyList<PollHall> _halls;

    private PollRig(IReadOnlyList<PollHall> halls, string? dataOf, PollPace? pace = null)
    {
        _halls = halls;
        foreach (var file in dataOf is null ? [] : Directory.EnumerateFiles(dataOf))
        {
            File.Copy(file, _directory.File(Path.GetFileName(file)));
        }

        var options = new LiveIpOptions { DataDirectory = _directory.Path };
        var registry = new TestRegistry();
        registry.AllPlatforms.AddRange(halls);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static k =>
            k.Listen(System.Net.IPAddress.Loopback, 0, static l => l.Protocols = HttpProtocols.Http2)
        );
        builder
            .Services.AddSingleton(options)
            .AddSingleton(TimeProvider.System)
            .AddSingleton<IExtensionRegistry>(registry)
            .AddSingleton<ISecretVault>(new MemoryVault())
            .AddSingleton(pace ?? Pace)
            .AddEventLog(options)
            .AddPolicies(options)
            .AddMetricSeries()
            .AddBroadcasts()
            .AddChat()
            .AddChannels(options)
            .AddPolls()
            .AddSingleton<ChatServiceTargets>()
            .AddSingleton<PollServiceMessages>()
            .AddGrpc(static grpc => grpc.Interceptors.Add<Host.Api.Errors.ErrorInterceptor>());
        _app = builder.Build();
        _app.MapGrpcService<PollServiceApi>();
        var store = _app.Services.GetRequiredService<ChannelStore>();
        foreach (var id in halls.Select(static h => h.Descriptor.Id).Where(id => store.FindOnPlatform(id, "42") is null))
        {
            store.Create(id, id, new() { Id = "42", DisplayName = id }, "", "");
        }

        _app.Start();
        _channel = GrpcChannel.ForAddress(_app.Urls.Single());
    }

    public PollService.PollServiceClient Client => new(_channel);

    public SqliteEventLog Log => _app.Services.GetRequiredService<SqliteEventLog>();

    public PolicyGate Policies => _app.Services.GetRequiredService<PolicyGate>();

    public PollStore Store => _app.Services.GetRequiredService<PollStore>();

    public MetricReader Metrics => _app.Services.GetRequiredService<MetricReader>();

    /// <summary>Fast enough for a test.</summary>
    public static PollPace Pace { get; } =
        new()
        {
            Settles = TimeSpan.FromMilliseconds(150),
            BetweenLooks = TimeSpan.FromMilliseconds(20),
            LogLooks = TimeSpan.FromMilliseconds(10),
            EndsByItself = TimeSpan.FromMilliseconds(300),
            LastVotes = TimeSpan.FromMilliseconds(50),
            FirstPause = TimeSpan.FromMilliseconds(10),
            LongestPause = TimeSpan.FromMilliseconds(50),
        };

    /// <summary>Each platform has one channel of its name, followed.</summary>
    public static PollRig Start(params IReadOnlyList<PollHall> halls) => new(halls, null);

    public static PollRig StartAt(PollPace pace, params IReadOnlyList<PollHall> halls) => new(halls, null, pace);

    /// <summary>Another host with what this one has on disk in this moment, as after a power cut; this one is not asked.</summary>
    public PollRig Restart() => new(_halls, _directory.Path);

    public static CreatePollRequest Ask(string requestId = "r") =>
        new()
        {
            Question = Question,
            Options = { "Tea", "Coffee" },
            Duration = Duration.FromTimeSpan(TimeSpan.FromMinutes(5)),
            RequestId = requestId,
        };

    public async Task<SharedPoll> CreateAsync(CreatePollRequest? request = null) =>
        (await Client.CreatePollAsync(request ?? Ask(), cancellationToken: Deadline.Token())).Poll;

    /// <summary>A poll on the channels that is over by itself after so short a time as no caller may ask for.</summary>
    public async Task<string> CreateShortAsync(TimeSpan duration, PollMethod method = PollMethod.Native)
    {
        var order = new PollOrder
        {
            Question = Question,
            Options = ["Tea", "Coffee"],
            Duration = duration,
            Parts =
            [
                .. _halls.Select(h => new PollPartRecord
                {
                    Channel = $"channels/{h.Descriptor.Id}",
                    Platform = h.Descriptor.Id,
                    Method = method,
                }),
            ],
        };
        return (await _app.Services.GetRequiredService<PollDesk>().CreateAsync(order, "short", "short", Deadline.Token())).Name;
    }

    public async Task<SharedPoll> GetAsync(string name) =>
        (await Client.GetPollAsync(new() { Name = name }, cancellationToken: Deadline.Token())).Poll;

    public async Task<SharedPoll> EndAsync(string name, string requestId = "e") =>
        (await Client.EndPollAsync(new() { Name = name, RequestId = requestId }, cancellationToken: Deadline.Token())).Poll;

    /// <summary>The poll, as soon as it is so.</summary>
    public async Task<SharedPoll> UntilAsync(string name, Predicate<SharedPoll> holds)
    {
        using var call = Client.WatchPoll(new() { Name = name }, cancellationToken: Deadline.Token());
        while (await call.ResponseStream.MoveNext(Deadline.Token()))
        {
            if (holds(call.ResponseStream.Current.Poll))
            {
                return call.ResponseStream.Current.Poll;
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
