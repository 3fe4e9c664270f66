using System.Text.Json;
using System.Text.Json.Nodes;
using Grpc.Core;
using Grpc.Net.Client;
using LiveIp.Contracts;
using LiveIp.Host.Demo.Comparison;
using LiveIp.V1;
using Spectre.Console;

namespace LiveIp.Host.Demo;

/// <summary>
/// A show on three emulated platforms, followed by the real host through the real plugins over real sockets, and the log set beside
/// what truly happened. All that it knows of the host comes over gRPC.
/// </summary>
internal sealed class DemoCommand(DemoOptions options, IAnsiConsole console, TimeProvider clock)
{
    private const int MinimumWidth = 120;

    private static readonly TimeSpan OnlineWithin = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan SettleWithin = TimeSpan.FromSeconds(40);

    /// <summary>0 when all holds, 1 when something was lost, doubled, wrong or not disclosed, 2 when it could not run.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        // Wide enough for the tables also where the output goes to a file.
        console.Profile.Width = Math.Max(console.Profile.Width, MinimumWidth);
        var data = Directory.CreateTempSubdirectory("liveip-demo-").FullName;
        try
        {
            return await RunAsync(data, cancellationToken);
        }
        catch (Exception error)
            when (error is InvalidOperationException or TimeoutException or RpcException or HttpRequestException or IOException)
        {
            console.MarkupLineInterpolated($"[red]The demo could not run: {error.Message}[/]");
            return 2;
        }
        finally
        {
            if (options.Keep)
            {
                console.MarkupLineInterpolated($"The data directory is kept: {data}");
            }
            else
            {
                Directory.Delete(data, recursive: true);
            }
        }
    }

    private async Task<int> RunAsync(string data, CancellationToken cancellationToken)
    {
        console.MarkupLine("[bold]LiveIp demo[/]: one show on three platforms, over real sockets · 三个平台，一场直播");
        string[] lifetime = options.Faults ? [$"--youtube-stream-lifetime={FaultSchedule.YouTubeStreamLifetimeSeconds}"] : [];
        await using var emulators = await EmulatorChild.StartAsync(lifetime, cancellationToken);
        await using var receiver = await WebhookReceiver.StartAsync(cancellationToken);
        await using var host = HostApplication.Build(
            new LiveIpOptions
            {
                DataDirectory = data,
                PluginDirectories = HostApplication.StagedPlugins(),
                GrpcPort = 0,
                WebPort = 0,
            },
            quiet: true
        );
        await host.StartAsync(cancellationToken);
        using var channel = host.ConnectToItself();
        var setup = new DemoSetup(channel);
        console.MarkupLine("Connecting three channels …");
        var names = await setup.ConnectAsync(emulators.Config, cancellationToken);
        await setup.ConnectWebhookAsync(receiver, cancellationToken);
        await setup.AgreeAsync(names.Keys, cancellationToken);
        await setup.WaitOnlineAsync(OnlineWithin, cancellationToken);

        var outcome = await PlayAsync(emulators, channel, setup, names, cancellationToken);
        var announced = await AnnouncedAsync(channel, receiver, cancellationToken);
        var exit = announced && outcome.Reports.All(r => r.Holds) ? 0 : 1;
        DemoReportWriter.Write(console, outcome.Reports, outcome.Score);
        await ReportReplayAsync(emulators, outcome.Reports, cancellationToken);
        if (options.Json is { } json)
        {
            await File.WriteAllTextAsync(
                json.FullName,
                DemoReportWriter
                    .ToJson(exit, outcome.Reports, options.Replay is null ? null : await emulators.GetShowAsync(cancellationToken))
                    .ToJsonString(new JsonSerializerOptions { WriteIndented = true }),
                cancellationToken
            );
        }

        console.MarkupLine(
            exit == 0 ? "[green]Everything that happened is in the log, once and right.[/]" : "[red]The log and the truth differ.[/]"
        );
        return exit;
    }

    private async Task<(IReadOnlyList<PlatformReport> Reports, Score Score)> PlayAsync(
        EmulatorChild emulators,
        GrpcChannel channel,
        DemoSetup setup,
        IReadOnlyDictionary<string, string> names,
        CancellationToken cancellationToken
    )
    {
        using var show = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var feed = new DemoFeed(console, clock);
        var log = new LogCollector(channel, feed);
        var watching = log.FollowAsync(show.Token);
        var status = Task.WhenAll(
            ShowStatusAsync(channel, feed, log, show.Token),
            new OutageWatch(channel, feed, clock).FollowAsync(show.Token)
        );
        await emulators.StartShowAsync(
            new
            {
                seed = options.Seed,
                // The emulators fit a recording into real seconds, and play the script in show time.
                seconds = options.Replay is null ? options.Seconds : options.Duration.TotalSeconds,
                speed = options.Speed,
                replay = options.Replay?.FullName,
            },
            cancellationToken
        );
        await AnnounceAsync(channel, names, cancellationToken);
        var faults = options.Faults ? FaultSchedule.RunAsync(emulators, options.Duration, clock, show.Token) : Task.CompletedTask;
        await WaitForEndOfShowAsync(emulators, cancellationToken);
        await faults;
        await setup.WaitOnlineAsync(OnlineWithin, cancellationToken);
        var reports = await SettleAsync(emulators, channel, log, names, cancellationToken);
        var score = await new ScoreService.ScoreServiceClient(channel).GetScoreAsync(
            new GetScoreRequest { Preset = "SeedAlphaW" },
            cancellationToken: cancellationToken
        );
        await show.CancelAsync();
        await Task.WhenAll(watching, status);
        return (reports, score.Score);
    }

    /// <summary>Compares until everything that can arrive has arrived, or time is up.</summary>
    private async Task<IReadOnlyList<PlatformReport>> SettleAsync(
        EmulatorChild emulators,
        GrpcChannel channel,
        LogCollector log,
        IReadOnlyDictionary<string, string> names,
        CancellationToken cancellationToken
    )
    {
        console.MarkupLine("The show is over; waiting for the last of it to arrive …");
        var start = clock.GetTimestamp();
        while (true)
        {
            var reports = await CompareAsync(emulators, channel, log, names, cancellationToken);
            if (reports.All(r => r.Holds) || clock.GetElapsedTime(start) > SettleWithin)
            {
                return reports;
            }

            await Task.Delay(TimeSpan.FromSeconds(1), clock, cancellationToken);
        }
    }

    private static async Task<IReadOnlyList<PlatformReport>> CompareAsync(
        EmulatorChild emulators,
        GrpcChannel channel,
        LogCollector log,
        IReadOnlyDictionary<string, string> names,
        CancellationToken cancellationToken
    )
    {
        var truth = await emulators.GetTruthAsync(cancellationToken);
        var events = log.Snapshot();
        var metrics = await new MetricService.MetricServiceClient(channel).GetMetricsAsync(
            new GetMetricsRequest(),
            cancellationToken: cancellationToken
        );
        var reports = new List<PlatformReport>();
        foreach (var (platform, name) in names)
        {
            var occurrences = truth.Occurrences.Where(o => o.Platform == platform).ToList();
            var logged = new LoggedEvents(events.Where(e => e.Channel == name));
            var report = TruthComparison.Compare(platform, occurrences, logged);
            MetricComparison.Compare(
                report,
                occurrences,
                [.. truth.Samples.Where(s => s.Platform == platform)],
                logged,
                [.. metrics.Values.Where(v => v.Channel == name)],
                DemoSetup.SamplingInterval
            );
            reports.Add(report);
        }

        return reports;
    }

    private async Task WaitForEndOfShowAsync(EmulatorChild emulators, CancellationToken cancellationToken)
    {
        while (true)
        {
            var show = await emulators.GetShowAsync(cancellationToken);
            switch ((string?)show["state"])
            {
                case "running":
                    await Task.Delay(TimeSpan.FromMilliseconds(200), clock, cancellationToken);
                    break;
                case "finished":
                    return;
                default:
                    throw new InvalidOperationException($"The show broke off: {show["error"]}");
            }
        }
    }

    private async Task ShowStatusAsync(GrpcChannel channel, DemoFeed feed, LogCollector log, CancellationToken cancellationToken)
    {
        var connections = new ConnectionService.ConnectionServiceClient(channel);
        try
        {
            while (true)
            {
                await Task.Delay(TimeSpan.FromSeconds(5), clock, cancellationToken);
                var answer = await connections.ListConnectionsAsync(new ListConnectionsRequest(), cancellationToken: cancellationToken);
                feed.ShowStatus(answer.Connections, log.Viewers);
            }
        }
        catch (Exception error) when (cancellationToken.IsCancellationRequested && error is OperationCanceledException or RpcException)
        {
            // The show is over.
        }
    }

    private static async Task AnnounceAsync(
        GrpcChannel channel,
        IReadOnlyDictionary<string, string> names,
        CancellationToken cancellationToken
    )
    {
        var post = new Post
        {
            Kind = Post.Types.Kind.LiveNow,
            Title = "Late night coding 深夜写代码",
            Text = "Live now on three platforms 三个平台同时开播",
        };
        post.Links.Add(names.Keys.Select(p => new Post.Types.Link { Platform = p, Uri = $"https://example.invalid/{p}" }));
        await new PostService.PostServiceClient(channel).CreatePostAsync(
            new CreatePostRequest { Post = post, RequestId = "demo-live-now" },
            cancellationToken: cancellationToken
        );
    }

    /// <summary>Whether the announcement arrived exactly once, and the outbox knows.</summary>
    private async Task<bool> AnnouncedAsync(GrpcChannel channel, WebhookReceiver receiver, CancellationToken cancellationToken)
    {
        var answer = await new PostService.PostServiceClient(channel).ListDeliveriesAsync(
            new ListDeliveriesRequest { Post = "posts/-" },
            cancellationToken: cancellationToken
        );
        var delivered = answer.Deliveries.Count(d => d.State == DeliveryState.Delivered);
        console.MarkupLineInterpolated(
            $"Announced over webhook: {delivered} delivery of {answer.Deliveries.Count}, received {receiver.Received.Count} time(s), signature verified."
        );
        return delivered == answer.Deliveries.Count && delivered == 1 && receiver.Received.Count == 1;
    }

    private async Task ReportReplayAsync(
        EmulatorChild emulators,
        IReadOnlyList<PlatformReport> reports,
        CancellationToken cancellationToken
    )
    {
        if (options.Replay is null)
        {
            return;
        }

        var show = await emulators.GetShowAsync(cancellationToken);
        var skipped = show["skipped"]!.AsArray();
        foreach (var reason in skipped.GroupBy(s => (string?)s!["reason"]))
        {
            var numbers = string.Join(", ", reason.Take(20).Select(s => s!["line"]!.ToJsonString()));
            console.MarkupLineInterpolated(
                $"[yellow]{reason.Count()} line(s) left out, {reason.Key}: {numbers}{(reason.Count() > 20 ? ", …" : "")}[/]"
            );
        }

        var logged = reports.SelectMany(r => r.Metrics).Where(m => m.Metric == MetricIds.ChatMessages).Sum(m => m.Value ?? 0);
        console.MarkupLineInterpolated(
            $"Recording: {(int?)show["lines"]} lines, {skipped.Count} left out (--json names each), {logged} logged."
        );
    }
}
