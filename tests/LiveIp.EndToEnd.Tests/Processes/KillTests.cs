using LiveIp.EndToEnd.Tests.Support;
using LiveIp.Host.Demo;
using LiveIp.V1;

namespace LiveIp.EndToEnd.Tests.Processes;

public sealed class KillTests
{
    private const double ShowSeconds = 20;

    // What nobody hears on the platforms that have no history: so that the kill surely cost something.
    private const int UnheardAtLeast = 3;

    private static readonly TimeSpan OnlineWithin = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan SettleWithin = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task A_host_killed_in_the_middle_of_a_show_loses_and_doubles_nothing_that_could_be_heard()
    {
        var deadline = Deadline.In(100);
        using var data = new TempDirectory();
        await using var emulators = await EmulatorChild.StartAsync([], deadline);
        IReadOnlyDictionary<string, string> names;
        await using (var first = await HostProcess.StartAsync(data.Path, deadline))
        {
            using var channel = first.Connect();
            var setup = new DemoSetup(channel);
            names = await setup.ConnectAsync(emulators.Config, deadline);
            await setup.WaitOnlineAsync(OnlineWithin, deadline);
            await emulators.StartShowAsync(new { seed = 5, seconds = ShowSeconds }, deadline);
            await UntilAsync(async () => (double)(await emulators.GetShowAsync(deadline))["elapsed"]! >= ShowSeconds * 0.3, deadline);
            await first.KillAsync();
        }

        await UntilAsync(() => UnheardAsync(emulators, deadline), deadline);
        await using var second = await HostProcess.StartAsync(data.Path, deadline);
        using var again = second.Connect();
        await new DemoSetup(again).WaitOnlineAsync(OnlineWithin, deadline);
        Assert.Equal("running", (string?)(await emulators.GetShowAsync(deadline))["state"]);
        await UntilAsync(async () => (string?)(await emulators.GetShowAsync(deadline))["state"] == "finished", deadline);

        var reports = await Comparing.SettleAsync(emulators, again, names, SettleWithin, deadline);

        Assert.Equal("", string.Join('\n', reports.Values.SelectMany(Comparing.Findings)));
        Assert.All(reports.Values, static r => Assert.True(r.Delivered > 0 && r.Logged > 0, $"{r.Platform}: nothing happened"));

        // YouTube's chat can be read again from where the checkpoint stands; the other two have no history.
        Assert.Empty(reports["youtube"].Gaps);
        Assert.Equal(0, reports["youtube"].Unrecoverable);
        foreach (var live in new[] { reports["twitch"], reports["bilibili"] })
        {
            var gap = Assert.Single(live.Gaps);
            Assert.Equal(nameof(Gap.Types.Cause.HostDown), gap.Cause);
            Assert.True(live.Unrecoverable >= UnheardAtLeast);
        }

        // Bilibili's room still had our session: going on with it, not opening a second one.
        var connections = await new ConnectionService.ConnectionServiceClient(again).ListConnectionsAsync(
            new ListConnectionsRequest(),
            cancellationToken: deadline
        );
        Assert.All(connections.Connections, static c => Assert.Equal(ConnectionState.Online, c.State));
        Assert.DoesNotContain("7002", second.Said, StringComparison.Ordinal);
        Assert.DoesNotContain(connections.Connections, static c => c.Detail.Contains("7002", StringComparison.Ordinal));
    }

    private static async Task<bool> UnheardAsync(EmulatorChild emulators, CancellationToken cancellationToken)
    {
        var truth = await emulators.GetTruthAsync(cancellationToken);
        return new[] { "twitch", "bilibili" }.All(p => truth.Occurrences.Count(o => o.Platform == p && !o.Recoverable) >= UnheardAtLeast);
    }

    private static async Task UntilAsync(Func<Task<bool>> holds, CancellationToken cancellationToken)
    {
        while (!await holds())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken);
        }
    }
}
