using LiveIp.Contracts;
using LiveIp.Plugins.Twitch;
using LiveIp.Plugins.Twitch.Api;
using LiveIp.Plugins.Twitch.History;
using Twitch.Tests.Server;

namespace Twitch.Tests;

/// <summary>Past streams, against real sockets.</summary>
public sealed class HistoryTests : IAsyncLifetime
{
    private static readonly HistoryWindow Window = new()
    {
        From = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
        Until = new(2026, 2, 1, 0, 0, 0, TimeSpan.Zero),
    };

    private readonly TwitchHttp _http = new();
    private ScriptedHelix _helix = null!;
    private TwitchAdapter _adapter = null!;

    public async ValueTask InitializeAsync()
    {
        _helix = await ScriptedHelix.StartAsync();
        _adapter = new TwitchAdapter(_helix.Settings, _http);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _helix.DisposeAsync();
    }

    [Fact]
    public async Task Recordings_become_broadcasts_with_the_views_of_their_clips()
    {
        _helix.Answer = static call =>
            call.Path.StartsWith("/helix/videos", StringComparison.Ordinal)
                ? (
                    200,
                    """
                    {"data":[
                      {"id":"11","stream_id":"40001","title":"New","created_at":"2026-01-20T20:00:00Z","duration":"2h3m4s","view_count":77},
                      {"id":"10","stream_id":null,"title":"Old","created_at":"2026-01-10T20:00:00Z","duration":"59m1s","view_count":5}],
                     "pagination":{"cursor":"next"}}
                    """
                )
            : call.Path.Contains("after=c2", StringComparison.Ordinal)
                ? (200, """{"data":[{"video_id":"11","view_count":5}],"pagination":{}}""")
            : (200, """{"data":[{"video_id":"11","view_count":30},{"video_id":"","view_count":9}],"pagination":{"cursor":"c2"}}""");

        var page = await ReadAsync(null);

        Assert.Equal("next", page.Next);
        Assert.Equal(
            [("40001", "New", 7384d, 35L), ("10", "Old", 3541d, 0L)],
            page.Broadcasts.Select(static b => (b.Id, b.Title, (b.EndedAt - b.StartedAt).TotalSeconds, Assert.Single(b.Metrics).Value))
        );
        Assert.Equal("""{"view_count":77}""", page.Broadcasts[0].Details);
        Assert.Equal(["11"], page.Broadcasts[0].OtherIds);
        Assert.All(_helix.Calls, static c => Assert.Equal("GET", c.Verb));
    }

    [Fact]
    public async Task Clips_that_Twitch_cuts_off_leave_no_sum()
    {
        _helix.Answer = static call =>
            call.Path.StartsWith("/helix/videos", StringComparison.Ordinal)
                ? (
                    200,
                    """
                    {"data":[
                      {"id":"11","stream_id":"40001","created_at":"2026-01-20T20:00:00Z","duration":"2h"},
                      {"id":"10","stream_id":"40000","created_at":"2026-01-10T20:00:00Z","duration":"1h"}]}
                    """
                )
                : (200, """{"data":[{"video_id":"11","view_count":5}],"pagination":{"cursor":"more"}}""");

        var page = await ReadAsync(null);

        Assert.Equal("more_than_1000_clips", Assert.Single(page.Notes).Id);
        Assert.Equal(["40001", "40000"], page.Broadcasts.Select(static b => b.Id));
        Assert.All(page.Broadcasts, static b => Assert.Empty(b.Metrics));
    }

    [Fact]
    public async Task Behind_the_first_that_is_too_old_nothing_is_read()
    {
        _helix.Answer = static call =>
            call.Path.StartsWith("/helix/videos", StringComparison.Ordinal)
                ? (200, """{"data":[{"id":"9","created_at":"2025-12-01T20:00:00Z","duration":"1h"}],"pagination":{"cursor":"further"}}""")
                : (200, """{"data":[]}""");

        var page = await ReadAsync("here");

        Assert.Null(page.Next);
        Assert.Empty(page.Broadcasts);
        Assert.Contains("after=here", Assert.Single(_helix.Calls).Path, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, "x", FailureKind.Refused)]
    [InlineData(503, "", FailureKind.Transient)]
    [InlineData(429, "", FailureKind.RateLimited)]
    [InlineData(200, "{}", FailureKind.ProtocolChanged)]
    public async Task A_page_that_cannot_be_read_is_told_for_what_it_is(int status, string body, FailureKind kind)
    {
        _helix.Answer = _ => (status, body);

        Assert.Equal(kind, (await Assert.ThrowsAsync<AdapterException>(() => ReadAsync(null))).Kind);
    }

    [Theory]
    [InlineData("3h8m33s", 11313)]
    [InlineData("58m2s", 3482)]
    [InlineData("21s", 21)]
    [InlineData("1h", 3600)]
    [InlineData("soon", null)]
    [InlineData("", null)]
    [InlineData("99999999999999999999s", null)]
    public void Lengths_are_read_as_Twitch_writes_them(string text, int? seconds) =>
        Assert.Equal(seconds, (int?)ArchiveDuration.Parse(text)?.TotalSeconds);

    private Task<HistoryPage> ReadAsync(string? cursor) =>
        _adapter.ReadHistoryAsync(Window, cursor, _helix, TestContext.Current.CancellationToken);
}
