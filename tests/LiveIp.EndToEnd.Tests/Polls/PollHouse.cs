using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Grpc.Core;
using Grpc.Net.Client;
using LiveIp.EndToEnd.Tests.GoingLive;
using LiveIp.EndToEnd.Tests.Support;
using LiveIp.Host.Demo;
using LiveIp.V1;
using Duration = Google.Protobuf.WellKnownTypes.Duration;

namespace LiveIp.EndToEnd.Tests.Polls;

/// <summary>The host as a process with its real plugins, and the emulated platforms on air with an audience that does as it is told.</summary>
internal sealed class PollHouse : IAsyncDisposable
{
    private readonly TempDirectory _data = new();
    private readonly EmulatorChild _emulators;
    private readonly EmulatedChannel _platforms;
    private readonly HttpClient _control;
    private HostProcess _host;
    private GrpcChannel _channel;

    private PollHouse(EmulatorChild emulators, HostProcess host, TempDirectory data)
    {
        (_emulators, _host, _data) = (emulators, host, data);
        _platforms = new EmulatedChannel(emulators.Config);
        _control = new HttpClient { BaseAddress = new Uri((string)emulators.Config["control"]!["address"]!) };
        _channel = host.Connect();
    }

    public PollService.PollServiceClient Client => new(_channel);

    public GrpcChannel Api => _channel;

    /// <summary>Names of the channels by platform.</summary>
    public IReadOnlyDictionary<string, string> Channels { get; private set; } = new Dictionary<string, string>();

    public static async Task<PollHouse> OpenAsync(CancellationToken cancellationToken)
    {
        var data = new TempDirectory();
        var emulators = await EmulatorChild.StartAsync([], cancellationToken);
        var house = new PollHouse(emulators, await HostProcess.StartAsync(data.Path, cancellationToken), data);
        await emulators.StartShowAsync(new { seconds = 1, part = "opening" }, cancellationToken);
        await emulators.WaitForEndOfShowAsync(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellationToken);
        var setup = new DemoSetup(house._channel);
        house.Channels = await setup.ConnectAsync(emulators.Config, cancellationToken);
        await setup.WaitOnlineAsync(DemoSetup.OnlineWithin, cancellationToken);
        return house;
    }

    public static CreatePollRequest Ask(int seconds, string requestId = "one") =>
        new()
        {
            Question = "下一首？ What next?",
            Options = { "星夜", "Sunny" },
            Duration = new Duration { Seconds = seconds },
            RequestId = requestId,
        };

    public async Task<SharedPoll> CreateAsync(CreatePollRequest request, CancellationToken cancellationToken) =>
        (await Client.CreatePollAsync(request, cancellationToken: cancellationToken)).Poll;

    /// <summary>Viewers vote in the platform's own poll.</summary>
    public Task VoteAsync(string platform, int option, int count, CancellationToken cancellationToken) =>
        ControlAsync(
            "vote",
            new
            {
                platform,
                option,
                count,
            },
            cancellationToken
        );

    /// <summary>A viewer writes in the chat.</summary>
    public Task SayAsync(string platform, int viewer, string text, CancellationToken cancellationToken) =>
        ControlAsync(
            "say",
            new
            {
                platform,
                viewer,
                text,
            },
            cancellationToken
        );

    /// <summary>The operator says that the platforms are emulators, with the agreement where one is needed.</summary>
    public Task AgreeAsync(CancellationToken cancellationToken) => new DemoSetup(_channel).AgreeAsync(Channels.Keys, cancellationToken);

    /// <summary>Every acting call of both platforms loses its answer once.</summary>
    public async Task LoseEachAnswerAsync(CancellationToken cancellationToken)
    {
        foreach (var platform in new[] { "youtube", "twitch" })
        {
            await _emulators.OrderFaultAsync(new { platform, kind = "loseEachAnswer" }, cancellationToken);
        }
    }

    /// <summary>The polls that YouTube's and Twitch's chats have seen, by their own account: whether each is open.</summary>
    public async Task<(IReadOnlyList<bool> YouTube, IReadOnlyList<bool> Twitch)> PollsAsync(CancellationToken cancellationToken) =>
        (
            [
                .. (await _platforms.ChatAsync(cancellationToken))
                    .Where(static m => m["snippet"]!["pollDetails"] is not null)
                    .GroupBy(static m => (string)m["id"]!, StringComparer.Ordinal)
                    .Select(static states => (string?)states.Last()["snippet"]!["pollDetails"]!["status"] == "active"),
            ],
            [.. (await _platforms.TwitchPollsAsync(cancellationToken)).Select(static p => (string?)p["status"] == "ACTIVE")]
        );

    /// <summary>kill -9, and another host on the same data.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        await _host.KillAsync();
        _channel.Dispose();
        await _host.DisposeAsync();
        _host = await HostProcess.StartAsync(_data.Path, cancellationToken);
        _channel = _host.Connect();
    }

    /// <summary>The poll, as soon as it is so.</summary>
    public async Task<SharedPoll> UntilAsync(string name, Predicate<SharedPoll> holds, CancellationToken cancellationToken)
    {
        SharedPoll? last = null;
        try
        {
            using var watch = Client.WatchPoll(new() { Name = name }, cancellationToken: cancellationToken);
            await foreach (var told in watch.ResponseStream.ReadAllAsync(cancellationToken))
            {
                last = told.Poll;
                if (holds(last))
                {
                    return last;
                }
            }
        }
        catch (RpcException e) when (cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"It stayed {last}", e);
        }

        throw new InvalidOperationException($"It was over as {last}");
    }

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        _control.Dispose();
        _platforms.Dispose();
        await _host.DisposeAsync();
        await _emulators.DisposeAsync();
        _data.Dispose();
    }

    private async Task ControlAsync(string what, object order, CancellationToken cancellationToken)
    {
        using var answer = await _control.PostAsJsonAsync(what, order, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }
}
