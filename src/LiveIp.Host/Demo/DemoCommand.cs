using System.Globalization;
using System.Text.Json;
using Grpc.Core;
using Grpc.Net.Client;
using LiveIp.Host.Demo.Acting;
using LiveIp.Host.Demo.Comparison;
using LiveIp.Host.Demo.History;
using LiveIp.V1;
using Spectre.Console;

namespace LiveIp.Host.Demo;

/// <summary>
/// A show on three emulated platforms, begun and followed by the real host through the real plugins over real sockets, and the log set beside
/// what truly happened. All that it knows of the host comes over gRPC.
/// </summary>
internal sealed class DemoCommand(DemoOptions options, IAnsiConsole console, TimeProvider clock)
{
    private const int MinimumWidth = 120;

    private static readonly TimeSpan ShowLook = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan SettleLook = TimeSpan.FromSeconds(1);

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
        var hostClock = new SettableClock();
        var past = HistoryPlan.Write(options.Seed, options.PastShows, clock.GetUtcNow(), clock.LocalTimeZone);
        if (past.Count > 0)
        {
            hostClock.Offset = past[0].At - clock.GetUtcNow();
        }

        await using var emulators = await EmulatorChild.StartAsync(EmulatorArguments(hostClock.Offset, past.Count), cancellationToken);
        await using var receiver = await WebhookReceiver.StartAsync(cancellationToken);
        await using var host = HostApplication.Build(
            new LiveIpOptions
            {
                DataDirectory = data,
                PluginDirectories = HostApplication.StagedPlugins(),
                GrpcPort = 0,
                WebPort = 0,
                RedirectBase = DemoClicks.Domain,
                RedirectPort = 0,
            },
            quiet: true,
            hostClock
        );
        await host.StartAsync(cancellationToken);
        using var channel = host.ConnectToItself();
        var setup = new DemoSetup(channel);
        console.MarkupLine("Connecting three channels …");
        var pace = past.Count > 0 ? DemoPace.Past : DemoPace.Live;
        var names = await setup.ConnectAsync(emulators.Config, cancellationToken, pace);
        await setup.ConnectWebhookAsync(receiver, cancellationToken);
        var feed = Path.Combine(data, "announcements.atom");
        await setup.ConnectFeedAsync(feed, cancellationToken);
        await setup.AgreeAsync(names.Keys, cancellationToken);
        await setup.ReportInYuanAsync(cancellationToken);
        await setup.WaitOnlineAsync(DemoSetup.OnlineWithin, cancellationToken);

        var log = new LogCollector(channel);
        var stage = new DemoStage
        {
            Emulators = emulators,
            Channel = channel,
            Setup = setup,
            Clocks = new DemoClocks(hostClock, emulators),
            Log = log,
            Comparison = new ShowComparison(emulators, channel, log, names, clock),
            Labels = new BroadcastLabels(channel, clock),
            Names = names,
        };
        using var watch = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var watching = log.FollowAsync(watch.Token);
        var played = past.Count > 0 ? await new HistoryPlayer(stage, console, clock).PlayAsync(past, cancellationToken) : [];
        var window = past.Count > 0 ? await ReturnAsync(stage, cancellationToken) : ShowWindow.Whole;
        var announcement = new DemoAnnouncement(channel, receiver, feed);
        var acts = new ShowActs(stage, HistoryPlan.Today(options.Seed, clock.GetUtcNow(), clock.LocalTimeZone), window, console);
        var reports = await PlayAsync(stage, window, acts, announcement, cancellationToken);
        var announced = await announcement.ArrivedAsync(console, cancellationToken);
        var clicked = await new DemoClicks(channel, host.RedirectorAddress, names, clock).HoldAsync(
            announcement.Links(),
            console,
            cancellationToken
        );
        var acted = await acts.JudgeAsync(cancellationToken);
        var exit = announced && clicked && acted.Holds && reports.Concat(played.SelectMany(p => p.Reports)).All(r => r.Holds) ? 0 : 1;
        acted.Write(console);
        DemoReportWriter.Write(console, reports);
        await new DemoOutcome(channel, console).WriteAsync(window, options.Seed, cancellationToken);
        HistoryWriter.WriteTruth(console, played);
        // Those of the past were told when they were found, which is out of sight by now.
        DemoReportWriter.WriteDifferences(console, [.. played.SelectMany(static p => p.Reports), .. reports]);
        var recording = options.Replay is null ? null : await emulators.GetShowAsync(cancellationToken);
        DemoReportWriter.WriteRecording(console, reports, recording);
        if (options.Json is { } json)
        {
            var results = DemoReportWriter.ToJson(exit, reports, recording);
            results["acting"] = acted.ToJson();
            results["history"] = HistoryWriter.ToJson(played);
            await File.WriteAllTextAsync(
                json.FullName,
                results.ToJsonString(new JsonSerializerOptions { WriteIndented = true }),
                cancellationToken
            );
        }

        await watch.CancelAsync();
        await watching;
        await new DemoSpread(channel, console).WriteAsync(names, window, cancellationToken);
        console.MarkupLine(
            exit == 0 ? "[green]Everything that happened is in the log, once and right.[/]" : "[red]The log and the truth differ.[/]"
        );
        return exit;
    }

    private IEnumerable<string> EmulatorArguments(TimeSpan clockOffset, int pastShows)
    {
        // It is the host that goes live.
        yield return "--off-air";
        if (options.Faults)
        {
            yield return $"--youtube-stream-lifetime={FaultSchedule.YouTubeStreamLifetimeSeconds}";
        }

        if (pastShows > 0)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"--clock-offset={clockOffset.TotalSeconds}");
        }
    }

    /// <summary>Back to today, and to the plugins' settings for a show in real time.</summary>
    private static async Task<ShowWindow> ReturnAsync(DemoStage stage, CancellationToken cancellationToken)
    {
        // One after the other: a connection that comes back from the leap could not be told from one that has the new settings.
        var before = stage.Clocks.Now;
        await stage.Setup.SetLivePaceAsync(cancellationToken);
        await stage.Setup.WaitOnlineAsync(DemoSetup.OnlineWithin, cancellationToken, before);
        await stage.Clocks.ReturnAsync(cancellationToken);
        var window = new ShowWindow(stage.Clocks.Now);
        await stage.Setup.WaitOnlineAsync(DemoSetup.OnlineWithin, cancellationToken, window.From);
        return window;
    }

    private async Task<IReadOnlyList<PlatformReport>> PlayAsync(
        DemoStage stage,
        ShowWindow window,
        ShowActs acts,
        DemoAnnouncement announcement,
        CancellationToken cancellationToken
    )
    {
        using var show = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var feed = new DemoFeed(console, clock);
        stage.Log.ShowOn(feed, window);
        var status = Task.WhenAll(
            ShowStatusAsync(stage.Channel, feed, stage.Log, show.Token),
            new OutageWatch(stage.Channel, feed, clock).FollowAsync(show.Token)
        );
        await acts.BeginAsync(loseAnswers: options.Faults, cancellationToken);
        await stage.Emulators.StartShowAsync(
            new
            {
                seed = options.Seed,
                // The emulators fit a recording into real seconds, and play the script in show time.
                seconds = options.Replay is null ? options.Seconds : options.Duration.TotalSeconds,
                speed = options.Speed,
                replay = options.Replay?.FullName,
                intensity = options.PastShows > 0 ? acts.Show.Intensity : null,
                part = "rest",
            },
            cancellationToken
        );
        await announcement.MakeAsync(stage.Names.Keys, cancellationToken);
        var faults = options.Faults ? FaultSchedule.RunAsync(stage.Emulators, options.Duration, clock, show.Token) : Task.CompletedTask;
        await stage.Emulators.WaitForEndOfShowAsync(ShowLook, clock, cancellationToken);
        await faults;
        await stage.Setup.WaitOnlineAsync(DemoSetup.OnlineWithin, cancellationToken);
        console.MarkupLine("The show is over; ending the broadcast, and waiting for the last of it to arrive …");
        if (options.Replay is not null)
        {
            // The script stops the encoder by itself; a recording is chat alone.
            await stage.StopEncoderAsync(cancellationToken);
        }

        await acts.EndAsync(cancellationToken);
        var reports = await stage.Comparison.SettleAsync(window, DemoSetup.SamplingInterval, SettleLook, cancellationToken);
        if (options.PastShows > 0)
        {
            await stage.Labels.SetAsync(window, acts.Show.Labels, cancellationToken);
        }

        await show.CancelAsync();
        await status;
        return reports;
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
}
