using System.Net.Http.Json;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using LiveIp.EndToEnd.Tests.Chat;
using LiveIp.EndToEnd.Tests.Support;
using LiveIp.Host.Demo;
using LiveIp.V1;

namespace LiveIp.EndToEnd.Tests.Import;

/// <summary>The past of the emulated platforms, through the real plugins over real sockets, before the first show is over.</summary>
public sealed class ImportHistoryTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    private LiveChats _host = null!;

    private BroadcastService.BroadcastServiceClient Broadcasts => new(_host.Api);

    public async ValueTask InitializeAsync()
    {
        _host = await LiveChats.StartAsync(Deadline.In(90));
        // An agreement with YouTube, without which nothing is computed of its numbers.
        await new DemoSetup(_host.Api).AgreeAsync(_host.Channels.Keys, Deadline.In(20));
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task What_was_imported_is_history_for_the_score_and_a_repeat_adds_only_what_changed()
    {
        for (var i = 1; i <= 6; i++)
        {
            await RememberAsync(YouTube(i, likes: 40 + (5 * i)));
            await RememberAsync(
                new
                {
                    platform = "twitch",
                    id = $"77{i}",
                    streamId = $"4100{i}",
                    title = $"Past {i}",
                    startedAt = Now.AddDays(-5 * i).AddHours(-6),
                    seconds = 5400,
                    views = 100,
                    clipViews = new[] { 10 * i, 3 },
                }
            );
        }

        var first = await ImportAsync("youtube");
        Assert.Equal((6, 6, 36), (first.Broadcasts, first.NewBroadcasts, first.NewReadings));
        // The one that is on air now is none of the past.
        var twitch = await ImportAsync("twitch");
        Assert.Equal((6, 6, 6), (twitch.Broadcasts, twitch.NewBroadcasts, twitch.NewReadings));

        var past = await ListAsync();
        Assert.Equal(12, past.Count);
        var scores = new ScoreService.ScoreServiceClient(_host.Api);
        var newest = past.Where(static b => b.Parts[0].Platform == "youtube").MaxBy(static b => b.Parts[0].StartTime.Seconds)!;
        var score = (await scores.GetBroadcastScoreAsync(new() { Broadcast = newest.Name }, cancellationToken: Deadline.In(30))).Score;
        Assert.True(score.HasValue, score.ToString());
        Assert.True(score.BaselineBroadcasts >= 5, score.ToString());
        Assert.Equal(45, score.Contributions.Single(static c => c.Metric == "likes").Input);
        Assert.Equal(60 * 101, score.Contributions.Single(static c => c.Metric == "watch.seconds").Input);

        var again = await ImportAsync("youtube");
        Assert.Equal((0, 6, 0, 36), (again.NewBroadcasts, again.KnownBroadcasts, again.NewReadings, again.UnchangedReadings));

        await RememberAsync(YouTube(1, likes: 50));
        var changed = await ImportAsync("youtube");
        Assert.Equal((0, 1, 35), (changed.NewBroadcasts, changed.NewReadings, changed.UnchangedReadings));
        Assert.Equal(12, (await ListAsync()).Count);
        score = (await scores.GetBroadcastScoreAsync(new() { Broadcast = newest.Name }, cancellationToken: Deadline.In(30))).Score;
        Assert.Equal(50, score.Contributions.Single(static c => c.Metric == "likes").Input);
    }

    [Fact]
    public async Task A_dry_run_says_what_it_would_cost_and_Bilibili_tells_of_no_past()
    {
        var reports = await ReportsAsync("youtube", dryRun: true);

        var searches = Assert.Single(reports[0].Estimate.Units, static u => u.Bucket == "searches");
        Assert.Equal((2, 100), (searches.AtLeast, searches.Left));
        Assert.Empty(await ListAsync());

        var error = await Assert.ThrowsAsync<RpcException>(() => ReportsAsync("bilibili", dryRun: true));
        var info = error.GetRpcStatus()!.GetDetail<Google.Rpc.ErrorInfo>()!;
        Assert.Equal((StatusCode.Unimplemented, "CAPABILITY_UNSUPPORTED"), (error.StatusCode, info.Reason));
        Assert.Equal((_host.Channels["bilibili"], "broadcast_history"), (info.Metadata["channel"], info.Metadata["capability"]));
    }

    private static object YouTube(int i, long likes) =>
        new
        {
            platform = "youtube",
            id = $"pastvideo{i:00}",
            title = $"Past {i}",
            startedAt = Now.AddDays(-5 * i),
            seconds = 7200,
            views = 1000 + i,
            likes,
            analytics = new
            {
                estimatedMinutesWatched = 100 + i,
                averageViewDuration = 60 + i,
                shares = i,
                subscribersGained = 2 * i,
            },
        };

    private async Task RememberAsync(object show)
    {
        using var http = new HttpClient();
        var control = new Uri(_host.Emulators.Config["control"]!["address"]!.GetValue<string>());
        (await http.PostAsJsonAsync(new Uri(control, "past"), show, Deadline.In(10))).EnsureSuccessStatusCode();
    }

    private async Task<HistorySummary> ImportAsync(string platform) => (await ReportsAsync(platform))[^1].Summary;

    private async Task<IReadOnlyList<ImportHistoryResponse>> ReportsAsync(string platform, bool dryRun = false)
    {
        var request = new ImportHistoryRequest
        {
            Channel = _host.Channels[platform],
            Since = Now.AddDays(-90).ToTimestamp(),
            ValidateOnly = dryRun,
        };
        using var call = new ImportService.ImportServiceClient(_host.Api).ImportHistory(request, cancellationToken: Deadline.In(60));
        var reports = new List<ImportHistoryResponse>();
        await foreach (var report in call.ResponseStream.ReadAllAsync(Deadline.In(60)))
        {
            reports.Add(report);
        }

        return reports;
    }

    /// <summary>Those that are over.</summary>
    private async Task<IReadOnlyList<Broadcast>> ListAsync() =>
        [
            .. (await Broadcasts.ListBroadcastsAsync(new() { PageSize = 100 }, cancellationToken: Deadline.In(20))).Broadcasts.Where(
                static b => b.Parts.All(static p => p.EndTime is not null)
            ),
        ];
}
