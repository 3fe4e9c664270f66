using LiveIp.Contracts;
using LiveIp.Plugins.Bluesky.Sessions;
using LiveIp.Plugins.Testing;
using LiveIp.V1;
using Microsoft.Extensions.Time.Testing;

namespace LiveIp.Plugins.Bluesky.Tests.Support;

/// <summary>The plugin set up for the stand-in. A distributor is made anew for each attempt, as the host does; the sessions stay.</summary>
internal sealed class Bench : IAsyncDisposable
{
    private readonly SessionCache _sessions = new();

    private Bench(FakeTimeProvider clock, BlueskyServer server)
    {
        Clock = clock;
        Server = server;
        CreatedAt = clock.GetUtcNow();
        Settings = new BlueskySettings
        {
            Identifier = BlueskyServer.Handle,
            AppPassword = BlueskyServer.Password,
            Server = server.Entryway,
            AppView = server.AppView,
            VideoService = server.Videos,
        };
    }

    public FakeTimeProvider Clock { get; }

    public BlueskyServer Server { get; }

    public BlueskySettings Settings { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public static async Task<Bench> StartAsync()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.FromUnixTimeMilliseconds(1_790_000_000_123));
        return new Bench(clock, await BlueskyServer.StartAsync(clock));
    }

    public async Task<DeliveryResult> DeliverAsync(
        RenderedPost? rendered,
        string key = "dlv_01",
        int attempt = 1,
        CancellationToken stop = default
    )
    {
        var context = Context(rendered, key, attempt);
        var result = await Distributor().DeliverAsync(new Post(), context, stop);
        AssertNoSecret([result.Detail ?? "", .. context.Log.Lines]);
        return result;
    }

    /// <summary>Files and what was kept of them are the context's.</summary>
    public async Task<PrepareEnd> PrepareAsync(DeliveryContext context, CancellationToken stop = default)
    {
        var result = await PrepareEnd.OfAsync(Distributor().PrepareAsync(new Post(), context, stop));
        AssertNoSecret([result.Detail ?? "", context.Checkpoint ?? "", .. context.Log.Lines]);
        return result;
    }

    public async Task<DeliveryResult> DeliverAsync(DeliveryContext context, Post? post = null)
    {
        var result = await Distributor().DeliverAsync(post ?? new Post(), context, CancellationToken.None);
        AssertNoSecret([result.Detail ?? "", .. context.Log.Lines]);
        return result;
    }

    public DeliveryContext Context(RenderedPost text, params MediaContent[] media) =>
        new(Clock, text) { CreatedAt = CreatedAt, Media = media };

    public async Task<FoundPost> FindAsync(RenderedPost text, string key = "dlv_01") =>
        await Distributor().FindAsync(new Post(), Context(text, key, 1), CancellationToken.None);

    public Task<PostMetrics> MetricsAsync(string id) =>
        Distributor().ReadMetricsAsync(new DeliveredPost { RemoteId = id }, Clock, CancellationToken.None);

    public Task<PostLimits> LimitsAsync() => Distributor().GetLimitsAsync(Clock, CancellationToken.None);

    private void AssertNoSecret(string[] said)
    {
        foreach (var secret in Server.Secrets)
        {
            Assert.DoesNotContain(said, line => line.Contains(secret, StringComparison.Ordinal));
        }
    }

    public async ValueTask DisposeAsync()
    {
        _sessions.Dispose();
        await Server.DisposeAsync();
    }

    public BlueskyDistributor Distributor() => new(Settings, _sessions);

    private DeliveryContext Context(RenderedPost? text, string key, int attempt) =>
        new(Clock, text)
        {
            CreatedAt = CreatedAt,
            IdempotencyKey = key,
            Attempt = attempt,
        };
}
