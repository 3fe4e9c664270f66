using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using LiveIp.Contracts;
using LiveIp.Host.Demo;
using LiveIp.Host.Demo.Comparison;
using LiveIp.Host.Storage;
using LiveIp.V1;
using Microsoft.Extensions.DependencyInjection;

namespace LiveIp.Reload.Tests.Support;

/// <summary>One platform's channel, followed by one version of its plugin after the other.</summary>
internal sealed class PlatformReloads : IAsyncDisposable
{
    /// <summary>What every version gets to do before it is replaced.</summary>
    private const int EventsEach = 1000;

    /// <summary>Some of what the script knows is told only by polling, so more than that many must happen.</summary>
    private const int BurstEvents = 1200;

    /// <summary>What happens while one version takes over from the other.</summary>
    private const int EventsBetween = 60;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _platform;
    private readonly EmulatorChild _emulators;
    private readonly HttpClient _control;
    private string _channel = "";

    private PlatformReloads(string platform, EmulatorChild emulators, ReloadHost host)
    {
        (_platform, _emulators, Host) = (platform, emulators, host);
        _control = new HttpClient { BaseAddress = new Uri((string)emulators.Config["control"]!["address"]!), Timeout = Patience };
    }

    public ReloadHost Host { get; }

    /// <summary>How often; 50 unless <c>LIVEIP_RELOADS</c> says otherwise.</summary>
    public static int Count =>
        int.TryParse(Environment.GetEnvironmentVariable("LIVEIP_RELOADS"), CultureInfo.InvariantCulture, out var count) ? count : 50;

    public static async Task<PlatformReloads> StartAsync(string platform, IReadOnlyDictionary<string, string> settings)
    {
        // What the platforms allow in a day or a minute is not what this is about.
        var emulators = await EmulatorChild.StartAsync(
            ["--youtube-quota=100000000", "--twitch-rate-limit=1000000"],
            TestContext.Current.CancellationToken
        );
        var reloads = new PlatformReloads(platform, emulators, await ReloadHost.StartAsync(platform));
        await reloads.ConnectAsync(settings);
        return reloads;
    }

    /// <summary>A thousand events and more, until they are in the log.</summary>
    public Task PlayAsync() => PlayAsync(BurstEvents, EventsEach);

    /// <summary>Orders faults and waits until the plugin has met them all.</summary>
    public async Task MeetAsync(params string[] faults)
    {
        foreach (var kind in faults)
            await _emulators.OrderFaultAsync(new { platform = _platform, kind }, TestContext.Current.CancellationToken);
        var waiting = "";
        await Deadline.UntilAsync(
            async () => (waiting = await _control.GetStringAsync("faults")) == "[]",
            Patience,
            () => $"{_platform} meets {waiting}"
        );
    }

    /// <summary>
    /// Makes the platform refuse the access token and then answer with an error that is none of the token's; waits until both were
    /// met and there is a new token.
    /// </summary>
    public async Task RefreshTokenAsync(string thenFault)
    {
        var vault = Host.Services.GetRequiredService<ISecretVault>();
        var before = vault.Read(_channel, OAuthClient.AccessTokenSecret);
        await MeetAsync("unauthorized", thenFault);
        await Deadline.UntilAsync(
            () => Task.FromResult(vault.Read(_channel, OAuthClient.AccessTokenSecret) is { } now && now != before),
            Patience,
            () => "the access token is refreshed"
        );
    }

    /// <summary>Puts the next version in while things happen, and waits until it follows the channel.</summary>
    public async Task ReloadAsync()
    {
        var connection = await ConnectionAsync();
        var reconnects = connection.Reconnects;
        Host.InstallNext();
        await BurstAsync(EventsBetween);
        await Host.ServedAsync();
        await Deadline.UntilAsync(
            async () => (connection = await ConnectionAsync()) is { State: ConnectionState.Online } now && now.Reconnects > reconnects,
            Patience,
            () => $"version {Host.Version} is online; now {connection}"
        );
    }

    /// <summary>Sets the whole log beside what truly happened, once nothing more arrives.</summary>
    public async Task<PlatformReport> CompareAsync()
    {
        PlatformReport report;
        var started = TimeProvider.System.GetTimestamp();
        do
        {
            var truth = await _emulators.GetTruthAsync(TestContext.Current.CancellationToken);
            report = TruthComparison.Compare(
                _platform,
                [.. truth.Occurrences.Where(o => o.Platform == _platform)],
                new LoggedEvents(await ReadLogAsync())
            );
        } while (!report.Holds && TimeProvider.System.GetElapsedTime(started) < Patience);
        return report;
    }

    public async Task<Connection> ConnectionAsync() =>
        (await Host.Connections.ListConnectionsAsync(new ListConnectionsRequest())).Connections.Single();

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        _control.Dispose();
        await _emulators.DisposeAsync();
    }

    private async Task ConnectAsync(IReadOnlyDictionary<string, string> settings)
    {
        var config = _emulators.Config[_platform]!.AsObject();
        await Host.SetAsync([.. Texts(config["settings"]!), .. settings]);
        var account = config["channel"]!.AsObject();
        var create = new CreateChannelRequest
        {
            Platform = _platform,
            Input = account["input"]!.GetValue<string>(),
            RequestId = "reload",
        };
        foreach (var (id, secret) in Texts(account["secrets"]!))
            create.Secrets[id] = secret;
        _channel = (await new ChannelService.ChannelServiceClient(Host.Channel).CreateChannelAsync(create)).Channel.Name;
        Connection? connection = null;
        await Deadline.UntilAsync(
            async () => (connection = await ConnectionAsync()).State == ConnectionState.Online,
            Patience,
            () => $"{_platform} is online; now {connection}"
        );
        // YouTube is online while no chat is open yet, and what is said before its first page token cannot be read again.
        await PlayAsync(events: 50, logged: 30);
    }

    private async Task PlayAsync(int events, int logged)
    {
        var connection = await ConnectionAsync();
        var before = connection.Events;
        await BurstAsync(events);
        await Deadline.UntilAsync(
            async () => (connection = await ConnectionAsync()).Events >= before + logged,
            Patience,
            () => $"{logged} events after {before} are in the log; now {connection}"
        );
    }

    private async Task BurstAsync(int events)
    {
        using var answer = await _control.PostAsJsonAsync(
            "show/burst",
            new
            {
                platform = _platform,
                events,
                seed = Host.Version,
            }
        );
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task<List<LiveEvent>> ReadLogAsync()
    {
        var client = new EventService.EventServiceClient(Host.Channel);
        var events = new List<LiveEvent>();
        var request = new ListEventsRequest { PageSize = 1000 };
        do
        {
            var page = await client.ListEventsAsync(request);
            events.AddRange(page.Events);
            request.PageToken = page.NextPageToken;
        } while (request.PageToken.Length > 0);
        return events;
    }

    private static IEnumerable<KeyValuePair<string, string>> Texts(JsonNode node) =>
        node.AsObject().Select(static p => KeyValuePair.Create(p.Key, p.Value!.GetValue<string>()));
}
