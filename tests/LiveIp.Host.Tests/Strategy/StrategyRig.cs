using Grpc.Net.Client;
using LiveIp.Host.Api;
using LiveIp.Host.Broadcasts;
using LiveIp.Host.Events;
using LiveIp.Host.Metrics;
using LiveIp.Host.Plugins;
using LiveIp.Host.Policies;
using LiveIp.Host.Scoring;
using LiveIp.Host.Strategy;
using LiveIp.Host.Strategy.Stored;
using LiveIp.Host.Strategy.Suggesting;
using LiveIp.Host.Tests.Broadcasts;
using LiveIp.Host.Tests.Support;
using LiveIp.Scoring.Strategy;
using LiveIp.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using State = LiveIp.V1.BroadcastState.Types.State;
using Suggestion = LiveIp.V1.Suggestion;

namespace LiveIp.Host.Tests.Strategy;

/// <summary>The strategy behind a real socket, over a real log and state file; what broadcasts were worth stands in their titles.</summary>
internal sealed class StrategyRig : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly GrpcChannel _channel;
    private int _days;

    private StrategyRig(WebApplication app)
    {
        _app = app;
        _channel = GrpcChannel.ForAddress(
            app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()
        );
    }

    public FakeTimeProvider Clock => (FakeTimeProvider)_app.Services.GetRequiredService<TimeProvider>();

    public SqliteEventLog Log => _app.Services.GetRequiredService<SqliteEventLog>();

    public SuggestionStore Store => _app.Services.GetRequiredService<SuggestionStore>();

    public StrategyService.StrategyServiceClient Client => new(_channel);

    /// <param name="directory">Of its data.</param>
    /// <param name="scored">What broadcasts were worth is read from the log, as in the host, and not from their titles.</param>
    public static async Task<StrategyRig> StartAsync(TempDirectory directory, bool scored = false)
    {
        var builder = WebApplication.CreateSlimBuilder();
        var options = new LiveIpOptions { DataDirectory = directory.Path };
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static k =>
            k.Listen(System.Net.IPAddress.Loopback, 0, static l => l.Protocols = HttpProtocols.Http2)
        );
        builder.Services.AddSingleton<TimeProvider>(new FakeTimeProvider(Sample.Start));
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton<IExtensionRegistry>(FakeRegistry.All());
        builder.Services.AddEventLog(options).AddPolicies(options).AddMetricSeries().AddBroadcasts().AddScoring().AddStrategy().AddGrpc();
        if (!scored)
        {
            builder.Services.AddSingleton<IScoreBook, DirectoryScoreBook>();
        }

        var app = builder.Build();
        app.MapGrpcService<StrategyServiceApi>();
        await app.StartAsync(Deadline.Token());
        return new(app);
    }

    /// <summary>One more broadcast of an hour, a day after the last; it is over, or has just begun.</summary>
    /// <param name="worth">Times the usual, or "?".</param>
    /// <param name="labels">"topic=music,slot=evening"; empty for none.</param>
    /// <returns>Its name.</returns>
    public async Task<string> BroadcastAsync(string worth, string labels, bool live = false)
    {
        var minutes = _days++ * 24 * 60.0;
        // What is on air has been heard lately.
        Clock.SetUtcNow(Sample.Start.AddMinutes(minutes + (live ? 5 : 90)));
        var id = $"s{_days}";
        await Log.WriteAsync(Told.Event(State.Started, minutes, id, worth));
        if (!live)
        {
            await Log.WriteAsync(Told.Event(State.Ended, minutes + 60, id, worth));
        }

        return await LabelLatestAsync(labels);
    }

    /// <summary>Names the latest.</summary>
    public async Task<string> LabelLatestAsync(string labels)
    {
        var broadcast = (await _app.Services.GetRequiredService<BroadcastDirectory>().ReadAsync(Deadline.Token())).All[^1];
        await LabelAsync(broadcast.Name, labels);
        return broadcast.Name;
    }

    public async Task LabelAsync(string broadcast, string labels) =>
        await _app
            .Services.GetRequiredService<BroadcastBook>()
            .UpdateAsync(BroadcastRecord.IdOf(broadcast)!.Value, title: null, Labels(labels), Deadline.Token());

    public async Task<IReadOnlyDictionary<string, string>> LabelsOfAsync(string broadcast) =>
        (await _app.Services.GetRequiredService<BroadcastDirectory>().ReadAsync(Deadline.Token()))
            .Find(BroadcastRecord.IdOf(broadcast)!.Value)!
            .Labels;

    /// <summary>Music is worth more than talk, in turn.</summary>
    public async Task MusicBeatsTalkAsync(int broadcasts)
    {
        for (var i = 0; i < broadcasts; i++)
        {
            var wobble = 1 + (0.1 * (i * 7 % 5));
            await BroadcastAsync(
                FormattableString.Invariant($"{(i % 2 == 0 ? 2 : 1) * wobble}"),
                i % 2 == 0 ? "topic=music" : "topic=talk"
            );
        }
    }

    public async Task<Suggestion> SuggestAsync(SuggestRequest? request = null) =>
        (await Client.SuggestAsync(request ?? new() { Seed = 1 }, cancellationToken: Deadline.Token())).Suggestion;

    public async Task<Suggestion> RecordAsync(string suggestion, string labels, string broadcast = "") =>
        (
            await Client.RecordChoiceAsync(
                new()
                {
                    Suggestion = suggestion,
                    Labels = { Labels(labels) },
                    Broadcast = broadcast,
                },
                cancellationToken: Deadline.Token()
            )
        ).Suggestion;

    /// <summary>What the strategy would learn from now.</summary>
    public async Task<PastBroadcast> PastAsync(string broadcast)
    {
        var sheet = await _app.Services.GetRequiredService<IScoreBook>().ReadAsync("", Deadline.Token());
        var draws = await _app.Services.GetRequiredService<FollowedDraws>().ReadAsync(Deadline.Token());
        return new StrategyHistory(sheet, draws).Past(new HashSet<string> { "topic" }).Single(b => b.Name == broadcast);
    }

    public static Dictionary<string, string> Labels(string typed) =>
        typed
            .Split(',', StringSplitOptions.RemoveEmptyEntries)
            .Select(static l => l.Split('='))
            .ToDictionary(static l => l[0], static l => l[1]);

    public static string Words(IEnumerable<KeyValuePair<string, string>> labels) =>
        string.Join(',', labels.OrderBy(static l => l.Key, StringComparer.Ordinal).Select(static l => $"{l.Key}={l.Value}"));

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        await _app.DisposeAsync();
    }
}
