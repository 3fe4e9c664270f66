using LiveIp.Contracts;
using LiveIp.Plugins.Mastodon.Instances;
using LiveIp.Plugins.Mastodon.Statuses;
using LiveIp.Plugins.Testing;
using LiveIp.V1;

namespace LiveIp.Plugins.Mastodon.Tests.Support;

/// <summary>The plugin set up for the stand-in. A distributor is made anew for each attempt, as the host does.</summary>
internal sealed class Bench : IAsyncDisposable
{
    private readonly LimitsCache _limits = new();
    private readonly KnownStatuses _known = new();
    private readonly OwnAccount _account = new();

    private Bench(JumpingClock clock, MastodonServer server)
    {
        Clock = clock;
        Server = server;
        CreatedAt = clock.GetUtcNow();
        Settings = new MastodonSettings { Instance = server.Uri, AccessToken = MastodonServer.Token };
    }

    public JumpingClock Clock { get; }

    public MastodonServer Server { get; }

    public MastodonSettings Settings { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public static async Task<Bench> StartAsync()
    {
        var clock = new JumpingClock(DateTimeOffset.FromUnixTimeMilliseconds(1_790_000_000_123));
        return new Bench(clock, await MastodonServer.StartAsync(clock));
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
        string[] said = [result.Detail ?? "", .. context.Log.Lines];
        Assert.DoesNotContain(said, line => line.Contains(MastodonServer.Token, StringComparison.Ordinal));
        return result;
    }

    /// <summary>Files and what was kept of them are the context's.</summary>
    public async Task<PrepareEnd> PrepareAsync(DeliveryContext context)
    {
        var result = await PrepareEnd.OfAsync(Distributor().PrepareAsync(new Post(), context, CancellationToken.None));
        Assert.DoesNotContain(MastodonServer.Token, $"{result.Detail} {context.Checkpoint} {string.Join(' ', context.Log.Lines)}");
        return result;
    }

    public Task<DeliveryResult> DeliverAsync(DeliveryContext context) =>
        Distributor().DeliverAsync(new Post(), context, CancellationToken.None);

    public DeliveryContext Context(RenderedPost text, params MediaContent[] media) =>
        new(Clock, text) { CreatedAt = CreatedAt, Media = media };

    public async Task<FoundPost> FindAsync(RenderedPost text, string key = "dlv_01")
    {
        Clock.Jumps = true;
        var found = await Distributor().FindAsync(new Post(), Context(text, key, 1), CancellationToken.None);
        Clock.Jumps = false;
        return found;
    }

    public Task<PostMetrics> MetricsAsync(string id) =>
        Distributor().ReadMetricsAsync(new DeliveredPost { RemoteId = id }, Clock, CancellationToken.None);

    public Task<PostLimits> LimitsAsync() => Distributor().GetLimitsAsync(Clock, CancellationToken.None);

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    public MastodonDistributor Distributor() => new(Settings, _limits, _known, _account);

    private DeliveryContext Context(RenderedPost? text, string key, int attempt) =>
        new(Clock, text)
        {
            CreatedAt = CreatedAt,
            IdempotencyKey = key,
            Attempt = attempt,
        };
}
