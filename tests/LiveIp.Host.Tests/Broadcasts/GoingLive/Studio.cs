using LiveIp.Contracts;
using LiveIp.Host.Plugins;
using LiveIp.Host.Tests.Channels.Fakes;

namespace LiveIp.Host.Tests.Broadcasts.GoingLive;

/// <summary>
/// A commanded platform that lives on while hosts are killed: what was made stays made. Every call of its plugin has a number, so that a
/// test can stop the world at any of them.
/// </summary>
internal sealed class Studio
{
    private readonly Lock _gate = new();
    private readonly List<PlatformBroadcast> _broadcasts = [];
    private readonly List<IngestEndpoint> _ingests = [];
    private readonly Dictionary<string, int> _lost = [];
    private TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _made;

    /// <summary>Names of the calls, in order.</summary>
    public List<string> Calls { get; } = [];

    /// <summary>The call with this number, from 1, never ends.</summary>
    public int StopAt { get; set; }

    /// <summary>It is carried out before that.</summary>
    public bool StopsAfter { get; set; }

    /// <summary>The first call of every kind that acts is carried out, and its answer lost.</summary>
    public bool LosesEachAnswer { get; set; }

    /// <summary>What a call is refused with, by its name.</summary>
    public Dictionary<string, AdapterException> Refusals { get; } = [];

    public bool EncoderSends { get; set; }

    /// <summary>A call is standing still.</summary>
    public Task Stopped => _stopped.Task;

    public IReadOnlyList<PlatformBroadcast> Broadcasts
    {
        get
        {
            lock (_gate)
            {
                return [.. _broadcasts];
            }
        }
    }

    public IReadOnlyList<IngestEndpoint> Ingests
    {
        get
        {
            lock (_gate)
            {
                return [.. _ingests];
            }
        }
    }

    public Dictionary<string, BroadcastDetails> Told { get; } = [];

    public Dictionary<string, BroadcastThumbnail> Thumbnails { get; } = [];

    public PlatformExtension Extension => new StudioExtension(this);

    /// <summary>A new world, with the same things made in it.</summary>
    public void GoOn()
    {
        lock (_gate)
        {
            StopAt = 0;
            _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public void AddIngest(string id) =>
        _ingests.Add(
            new()
            {
                Id = id,
                Title = "mine",
                Server = new Uri("rtmps://studio.example/live"),
                Key = $"{id}-very-secret-key",
            }
        );

    /// <summary>Somebody made it by hand a moment ago, for tomorrow.</summary>
    public void AddBroadcast(string id, string title) =>
        _broadcasts.Add(
            new()
            {
                Id = id,
                Title = title,
                ScheduledStart = TimeProvider.System.GetUtcNow().AddDays(1),
                CreatedAt = TimeProvider.System.GetUtcNow(),
                State = PlatformBroadcastState.Waiting,
            }
        );

    private async Task<T> CallAsync<T>(string name, bool acts, Func<T> act, CancellationToken cancellationToken)
    {
        T result = default!;
        bool stops;
        lock (_gate)
        {
            Calls.Add(name);
            stops = Calls.Count == StopAt;
            if (Refusals.TryGetValue(name, out var refusal))
            {
                throw refusal;
            }

            if (!stops || StopsAfter)
            {
                result = act();
            }

            if (acts && LosesEachAnswer && _lost.TryAdd(name, 1))
            {
                throw new AdapterException(FailureKind.OutcomeUnknown, "The answer was lost.");
            }
        }

        if (stops)
        {
            _stopped.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        return result;
    }

    private void Change(string id, Func<PlatformBroadcast, PlatformBroadcast> change)
    {
        var at = _broadcasts.FindIndex(b => b.Id == id);
        _broadcasts[at] = change(_broadcasts[at]);
    }

    private sealed class StudioExtension(Studio studio) : PlatformExtension
    {
        public override PlatformDescriptor Descriptor { get; } =
            new()
            {
                Id = "youtube",
                DisplayName = "Studio",
                Metrics = [],
            };

        public override IReadOnlyList<string> Capabilities =>
            ["broadcast_control", "broadcast_details", "broadcast_thumbnail", "category_search", "ingest"];

        public override ExtensionLease<IPlatformAdapter> Create() => new(new Adapter(studio), new NoScope());
    }

    private sealed class Adapter(Studio studio)
        : IPlatformAdapter,
            IBroadcastControl,
            IBroadcastDetails,
            IBroadcastThumbnail,
            ICategorySearch,
            IIngestEndpoints
    {
        public int MaxThumbnailBytes => 5;

        public Task SetThumbnailAsync(string broadcast, BroadcastThumbnail thumbnail, IChannelContext context, CancellationToken ct) =>
            studio.CallAsync("thumbnail", true, () => studio.Thumbnails[broadcast] = thumbnail, ct);

        public TimeSpan SoonestStart => TimeSpan.FromSeconds(1);

        public BroadcastFields DetailFields => ~BroadcastFields.Privacy;

        public Task<ChannelIdentity> ResolveAsync(string input, IPlatformContext context, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task RunAsync(IConnection connection, CancellationToken cancellationToken) =>
            Task.Delay(Timeout.Infinite, cancellationToken);

        public IReadOnlyList<DetailProblem> CheckDetails(BroadcastDetails details) =>
            details.Title?.Length > 20 ? [new() { Field = BroadcastFields.Title, Problem = "at most 20 characters" }] : [];

        public Task SetDetailsAsync(string? broadcast, BroadcastDetails details, IChannelContext context, CancellationToken ct) =>
            studio.CallAsync("describe", true, () => studio.Told[broadcast!] = details, ct);

        public Task<PlatformBroadcast> CreateBroadcastAsync(BroadcastDraft draft, IChannelContext context, CancellationToken ct) =>
            studio.CallAsync(
                "create",
                true,
                () =>
                {
                    var made = new PlatformBroadcast
                    {
                        Id = $"b{++studio._made}",
                        Title = draft.Details.Title!,
                        ScheduledStart = draft.ScheduledStart,
                        CreatedAt = context.Clock.GetUtcNow(),
                        State = PlatformBroadcastState.Waiting,
                    };
                    studio._broadcasts.Add(made);
                    return made;
                },
                ct
            );

        public Task<IReadOnlyList<PlatformBroadcast>> FindBroadcastsAsync(
            DateTimeOffset createdAfter,
            IChannelContext context,
            CancellationToken ct
        ) =>
            studio.CallAsync<IReadOnlyList<PlatformBroadcast>>(
                "find",
                false,
                () => [.. studio._broadcasts.Where(b => b.State != PlatformBroadcastState.Ended && b.CreatedAt >= createdAfter)],
                ct
            );

        public Task<PlatformBroadcast?> GetBroadcastAsync(string id, IChannelContext context, CancellationToken ct) =>
            studio.CallAsync("get", false, () => studio._broadcasts.Find(b => b.Id == id), ct);

        public Task<IngestEndpoint> CreateIngestAsync(string title, IChannelContext context, CancellationToken ct) =>
            studio.CallAsync(
                "create ingest",
                true,
                () =>
                {
                    studio.AddIngest($"i{studio._ingests.Count + 1}");
                    studio._ingests[^1] = studio._ingests[^1] with { Title = title };
                    return studio._ingests[^1];
                },
                ct
            );

        public Task BindBroadcastAsync(string id, string ingest, IChannelContext context, CancellationToken ct) =>
            studio.CallAsync("bind", true, () => Changed(id, b => b with { Ingest = ingest }), ct);

        public Task StartBroadcastAsync(string id, IChannelContext context, CancellationToken ct) =>
            studio.CallAsync("start", true, () => Changed(id, static b => b with { State = PlatformBroadcastState.Live }), ct);

        public Task EndBroadcastAsync(string id, IChannelContext context, CancellationToken ct) =>
            studio.CallAsync("end", true, () => Changed(id, static b => b with { State = PlatformBroadcastState.Ended }), ct);

        public Task<IReadOnlyList<PlatformCategory>> SearchCategoriesAsync(string text, IChannelContext context, CancellationToken ct) =>
            studio.CallAsync<IReadOnlyList<PlatformCategory>>(
                "search",
                false,
                () => text == "Chess" ? [new() { Id = "743", Name = "Chess" }] : [],
                ct
            );

        public Task<IReadOnlyList<IngestEndpoint>> ListIngestAsync(IChannelContext context, CancellationToken ct) =>
            studio.CallAsync<IReadOnlyList<IngestEndpoint>>(
                "list ingest",
                false,
                () => [.. studio._ingests.Select(i => i with { IsActive = studio.EncoderSends })],
                ct
            );

        private bool Changed(string id, Func<PlatformBroadcast, PlatformBroadcast> change)
        {
            studio.Change(id, change);
            return true;
        }
    }
}

/// <summary>A platform that is only listened to; it can be told nothing.</summary>
internal sealed class Onlooker(string id) : PlatformExtension
{
    public override PlatformDescriptor Descriptor { get; } =
        new()
        {
            Id = id,
            DisplayName = id,
            Metrics = [],
        };

    public override IReadOnlyList<string> Capabilities => [];

    public override ExtensionLease<IPlatformAdapter> Create() => new(new Adapter(), new NoScope());

    private sealed class Adapter : IPlatformAdapter
    {
        public Task<ChannelIdentity> ResolveAsync(string input, IPlatformContext context, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task RunAsync(IConnection connection, CancellationToken cancellationToken) =>
            Task.Delay(Timeout.Infinite, cancellationToken);
    }
}
