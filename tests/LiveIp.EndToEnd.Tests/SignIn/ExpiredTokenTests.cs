using LiveIp.EndToEnd.Tests.Support;
using LiveIp.Host.Demo;
using LiveIp.V1;

namespace LiveIp.EndToEnd.Tests.SignIn;

/// <summary>YouTube's access token ends while the chat is being streamed.</summary>
public sealed class ExpiredTokenTests : IAsyncLifetime
{
    private static readonly TimeSpan SettleWithin = TimeSpan.FromSeconds(20);

    private readonly TempDirectory _data = new();
    private EmulatorChild _emulators = null!;
    private HostProcess _host = null!;

    public async ValueTask InitializeAsync()
    {
        _emulators = await EmulatorChild.StartAsync([], Deadline.In(60));
        _host = await HostProcess.StartAsync(_data.Path, Deadline.In(60));
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _emulators.DisposeAsync();
        _data.Dispose();
    }

    [Fact]
    public async Task The_show_goes_on_and_every_expiry_costs_one_refresh()
    {
        var deadline = Deadline.In(100);
        using var grpc = _host.Connect();
        using var desk = new SignInDesk(_emulators, grpc);
        var setup = new DemoSetup(grpc);
        var names = await setup.ConnectAsync(_emulators.Config, deadline);
        await setup.WaitOnlineAsync(DemoSetup.OnlineWithin, deadline);
        var before = await desk.TokenRequestsAsync("youtube", deadline);
        await _emulators.StartShowAsync(new { seed = 7, seconds = 9 }, deadline);

        foreach (var at in new[] { 2.0, 4.0, 6.0 })
        {
            while ((double)(await _emulators.GetShowAsync(deadline))["elapsed"]! < at)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), deadline);
            }

            await _emulators.OrderFaultAsync(new { platform = "youtube", kind = "expireTokens" }, deadline);
        }

        await _emulators.WaitForEndOfShowAsync(TimeSpan.FromMilliseconds(100), TimeProvider.System, deadline);
        var youtube = (await Comparing.SettleAsync(_emulators, grpc, names, SettleWithin, deadline))["youtube"];

        Assert.Equal("", string.Join('\n', Comparing.Findings(youtube)));
        Assert.Empty(youtube.Gaps);
        Assert.True(youtube.Delivered > 0);
        Assert.Equal(before + 3, await desk.TokenRequestsAsync("youtube", deadline));
    }

    [Fact]
    public async Task With_the_consent_withdrawn_as_well_the_channel_says_so_and_asks_once()
    {
        var deadline = Deadline.In(100);
        using var grpc = _host.Connect();
        using var desk = new SignInDesk(_emulators, grpc);
        var setup = new DemoSetup(grpc);
        var names = await setup.ConnectAsync(_emulators.Config, deadline);
        await setup.WaitOnlineAsync(DemoSetup.OnlineWithin, deadline);
        var before = await desk.TokenRequestsAsync("youtube", deadline);

        await desk.WithdrawAsync("youtube", deadline);
        await _emulators.OrderFaultAsync(new { platform = "youtube", kind = "expireTokens" }, deadline);

        var connection = await desk.UntilAsync(names["youtube"], static c => c.State == ConnectionState.NeedsSignIn, deadline);
        Assert.Equal(SignInFailure.Revoked, connection.SignInFailure);
        Assert.NotEmpty(connection.Detail);
        Assert.Null(connection.NextAttemptAt);
        Assert.Equal(before + 1, await desk.TokenRequestsAsync("youtube", deadline));
        // Whoever else asks for a token is told the same without asking Google again.
        var report = (await desk.PreflightAsync(deadline)).Single(static r => r.Platform == "youtube");
        Assert.False(report.Ready);
        Assert.Equal(before + 1, await desk.TokenRequestsAsync("youtube", deadline));
    }
}
