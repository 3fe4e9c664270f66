using LiveIp.EndToEnd.Tests.Support;
using LiveIp.Host;
using LiveIp.Host.Demo;
using LiveIp.Host.Demo.Acting;
using LiveIp.Host.Demo.Comparison;
using LiveIp.Host.Demo.History;
using LiveIp.Host.Plugins;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace LiveIp.EndToEnd.Tests.Acting;

/// <summary>What the demo does on the platforms, without the show in between.</summary>
public sealed class ShowActsTests
{
    [Fact]
    public async Task With_every_answer_lost_once_there_is_one_of_everything_and_nothing_is_said_that_is_not_so()
    {
        var deadline = Deadline.In(100);
        using var data = new TempDirectory();
        await using var emulators = await EmulatorChild.StartAsync(["--off-air"], deadline);
        await using var host = HostApplication.Build(
            new LiveIpOptions
            {
                DataDirectory = data.Path,
                PluginDirectories = HostApplication.StagedPlugins(),
                GrpcPort = 0,
                WebPort = 0,
            },
            quiet: true,
            new SettableClock()
        );
        await host.StartAsync(deadline);
        await host.Services.GetRequiredService<PluginWatcher>().FirstScan.WaitAsync(deadline);
        using var channel = host.ConnectToItself();
        var setup = new DemoSetup(channel);
        var names = await setup.ConnectAsync(emulators.Config, deadline);
        await setup.WaitOnlineAsync(DemoSetup.OnlineWithin, deadline);
        var log = new LogCollector(channel);
        using var watch = CancellationTokenSource.CreateLinkedTokenSource(deadline);
        var watching = log.FollowAsync(watch.Token);
        var stage = new DemoStage
        {
            Emulators = emulators,
            Channel = channel,
            Setup = setup,
            Clocks = new DemoClocks(new SettableClock(), emulators),
            Log = log,
            Comparison = new ShowComparison(emulators, channel, log, names, TimeProvider.System),
            Labels = new BroadcastLabels(channel, TimeProvider.System),
            Names = names,
        };
        var today = HistoryPlan.Today(seed: 5, TimeProvider.System.GetUtcNow(), TimeZoneInfo.Utc);
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(TextWriter.Null) });
        var acts = new ShowActs(stage, today, ShowWindow.Whole, console);

        await acts.BeginAsync(loseAnswers: true, deadline);
        await stage.StopEncoderAsync(deadline);
        await acts.EndAsync(deadline);
        var report = await acts.JudgeAsync(deadline);

        Assert.All(report.Results, static r => Assert.True(r.Holds, r.ToString()));
        Assert.Equal(12, report.Results.Select(static r => (r.Act, r.Platform)).Distinct().Count());
        // Each of these was carried out, and its answer never came.
        Assert.Equal(
            [
                "POST /youtube/v3/liveBroadcasts",
                "POST /youtube/v3/liveBroadcasts/bind",
                "POST /youtube/v3/liveBroadcasts/transition",
                "POST /youtube/v3/liveChat/messages",
                "POST /youtube/v3/liveChat/messages/transition",
                "PUT /youtube/v3/videos",
            ],
            report.Lost["youtube"]
        );
        Assert.Equal(
            ["PATCH /helix/channels", "PATCH /helix/polls", "POST /helix/chat/messages", "POST /helix/polls"],
            report.Lost["twitch"]
        );
        await watch.CancelAsync();
        await watching;
    }
}
