using LiveIp.Contracts;
using LiveIp.Host.Tests.Channels.Fakes;
using LiveIp.Host.Tests.Preflight.Fakes;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;
using Check = LiveIp.V1.PreflightFinding.Types.Check;
using Outcome = LiveIp.V1.PreflightFinding.Types.Outcome;

namespace LiveIp.Host.Tests.Preflight;

/// <summary>Whether a channel may go live, and whether its encoder can reach the platform.</summary>
public sealed class GoingLivePreflightTests : IAsyncLifetime
{
    private const string Key = "the-stream-key";

    private readonly IngestPlatform _platform = new();
    private readonly Listener _server = new();
    private ApiRig _rig = null!;

    public async ValueTask InitializeAsync()
    {
        var registry = new TestRegistry();
        registry.AllPlatforms.Add(_platform);
        _rig = await ApiRig.StartAsync(registry, new MemoryVault());
        await _rig.Channels.CreateChannelAsync(new CreateChannelRequest { Platform = "test", Input = "anna" }, _rig.Authorized);
    }

    public async ValueTask DisposeAsync()
    {
        _server.Dispose();
        await _rig.DisposeAsync();
    }

    [Fact]
    public async Task An_account_that_may_and_a_server_that_answers_are_well()
    {
        _platform.Endpoints = [Endpoint(_server.Port)];

        var report = await RunAsync();

        Assert.Equal((Outcome.Ok, "It may."), (Of(report, Check.LiveStreaming).Outcome, Of(report, Check.LiveStreaming).Detail));
        Assert.Equal(Outcome.Ok, Of(report, Check.Ingest).Outcome);
        Assert.Contains($"127.0.0.1:{_server.Port} answers", Of(report, Check.Ingest).Detail, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_that_may_not_go_live_is_not_ready()
    {
        _platform.Enabled = static () => Task.FromResult(new LiveStreamingReport { IsEnabled = false, Detail = "Enable it first." });

        var report = await RunAsync();

        Assert.False(report.Ready);
        Assert.Equal(
            (Outcome.Failed, "Enable it first."),
            (Of(report, Check.LiveStreaming).Outcome, Of(report, Check.LiveStreaming).Detail)
        );
    }

    [Fact]
    public async Task What_could_not_be_asked_is_a_warning()
    {
        _platform.Enabled = static () => throw new AdapterException(FailureKind.Transient, "No answer.");

        var report = await RunAsync();

        Assert.Equal(Outcome.Warning, Of(report, Check.LiveStreaming).Outcome);
        Assert.Contains("No answer.", Of(report, Check.LiveStreaming).Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, null, Outcome.Failed)]
    [InlineData(false, false, Outcome.Failed)]
    [InlineData(false, true, Outcome.Warning)]
    [InlineData(true, false, Outcome.Warning)]
    [InlineData(true, true, Outcome.Ok)]
    public async Task A_server_that_cannot_be_reached_is_told_with_what_its_backup_does(bool answers, bool? backupAnswers, Outcome outcome)
    {
        _platform.Endpoints = [Endpoint(Port(answers)) with { BackupServer = backupAnswers is { } backup ? Server(Port(backup)) : null }];

        var report = await RunAsync();

        Assert.Equal(outcome, Of(report, Check.Ingest).Outcome);
    }

    [Fact]
    public async Task Without_a_key_and_over_srt_it_is_not_known()
    {
        var none = await RunAsync();
        _platform.Endpoints = [new IngestEndpoint { Server = new Uri("srt://127.0.0.1:9000"), Key = Key }];
        var srt = await RunAsync();

        Assert.Equal((Outcome.NotKnown, Outcome.NotKnown), (Of(none, Check.Ingest).Outcome, Of(srt, Check.Ingest).Outcome));
    }

    private int Port(bool answers) => answers ? _server.Port : Listener.ClosedPort();

    private static Uri Server(int port) => new($"rtmp://127.0.0.1:{port}/app");

    private static IngestEndpoint Endpoint(int port) => new() { Server = Server(port), Key = Key };

    private static PreflightFinding Of(PreflightReport report, Check check) => Assert.Single(report.Findings, f => f.Check == check);

    private async Task<PreflightReport> RunAsync()
    {
        using var call = _rig.Preflight.RunPreflight(new RunPreflightRequest(), _rig.Authorized);
        Assert.True(await call.ResponseStream.MoveNext(Deadline.Token()));
        return call.ResponseStream.Current.Report;
    }
}
