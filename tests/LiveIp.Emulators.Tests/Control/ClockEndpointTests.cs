using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using LiveIp.Emulators.Consent;
using LiveIp.Emulators.Control;
using LiveIp.Emulators.Faults;
using LiveIp.Emulators.Memory;
using LiveIp.Emulators.Past;
using LiveIp.Emulators.Show;
using LiveIp.Emulators.Tests.Show;
using LiveIp.Emulators.Truth;
using LiveIp.Emulators.Twitch;
using LiveIp.Emulators.YouTube;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace LiveIp.Emulators.Tests.Control;

public sealed class ClockEndpointTests : IAsyncLifetime
{
    private static readonly PastBook NoPast = new(new PlatformMemory(null), new Dictionary<string, Action<PastShow>>());

    private readonly EmulatorClock _clock = new();
    private readonly PlatformMemory _memory = new(null);
    private readonly IngestDoor _ingest = new(port: 0);
    private readonly ShowRunner _show;
    private WebApplication _app = null!;
    private HttpClient _http = null!;

    public ClockEndpointTests() => _show = new ShowRunner([new ListeningStage("twitch", _clock)], _clock, _memory);

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        var (truth, faults) = (new TruthLedger(), new FaultBoard());
        var channels = new ChannelReport(
            new YouTubeStage(truth, faults, _clock, new YouTubeEmulatorOptions()),
            new TwitchStage(truth, faults, _clock, new TwitchEmulatorOptions()),
            _ingest
        );
        new ControlEndpoints([], truth, faults, new ConsentBoard(), _show, _clock, channels, NoPast).Map(_app);
        await _app.StartAsync();
        _http = new HttpClient { BaseAddress = new Uri(_app.Urls.First()), Timeout = TimeSpan.FromSeconds(15) };
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
        await _show.DisposeAsync();
        await _ingest.DisposeAsync();
        _memory.Dispose();
    }

    [Fact]
    public async Task An_offset_is_taken_and_told()
    {
        var (status, answer) = await PostAsync("clock", """{"offsetSeconds": -864000}""");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(-864_000, (double)JsonNode.Parse(answer)!["offsetSeconds"]!);
        var told = await _http.GetFromJsonAsync<JsonObject>("clock", TestContext.Current.CancellationToken);
        Assert.InRange((TimeProvider.System.GetUtcNow() - (DateTimeOffset)told!["now"]!).TotalDays, 9.9, 10.1);
    }

    [Theory]
    [InlineData("""{"offsetSeconds": 1e99}""", "offsetSeconds")]
    [InlineData("""{"rate": 10}""", "since")]
    [InlineData("""{"rate": -1, "since": "2026-03-01T12:00:00Z"}""", "rate")]
    [InlineData("""{"offset": 5}""", "offset")]
    [InlineData("""{"offsetSeconds": "yesterday"}""", "offsetSeconds")]
    public async Task A_setting_that_means_nothing_is_refused_by_its_field(string body, string field)
    {
        var (status, answer) = await PostAsync("clock", body);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(field, answer, StringComparison.Ordinal);
        Assert.Equal(new ClockSetting(), _clock.Setting);
    }

    [Fact]
    public async Task A_running_show_keeps_its_time()
    {
        await PostAsync("show/start", """{"seconds": 600}""");

        var (status, answer) = await PostAsync("clock", """{"offsetSeconds": 60}""");

        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Contains("running", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_intensity_out_of_range_starts_no_show()
    {
        var (status, answer) = await PostAsync("show/start", """{"intensity": {"chat": 0, "gifts": 1, "viewers": 1}}""");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("intensity", answer, StringComparison.Ordinal);
        Assert.Equal("idle", _show.Status.State);
    }

    private async Task<(HttpStatusCode Status, string Answer)> PostAsync(string path, string body)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await _http.PostAsync(path, content, TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
