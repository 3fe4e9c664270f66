using System.Collections.Concurrent;
using LiveIp.Contracts;
using LiveIp.Host.Channels.Acting;
using LiveIp.Host.Plugins;
using LiveIp.Host.Tests.Channels.Fakes;

namespace LiveIp.Host.Tests.Moments;

/// <summary>A platform with markers, clips and predictions, or with nothing of it, as the test plays it.</summary>
internal sealed class PlayingPlatform(string id, bool isAble = true) : PlatformExtension
{
    public Func<string, PlatformMarker> Marking { get; set; } = static _ => new() { Id = "m1" };

    public Func<ClipOrder, RequestedClip> Clipping { get; set; } =
        static _ => new() { Id = "c1", EditUri = new Uri("https://clips.example/c1/edit") };

    /// <summary>Called when its limits are read.</summary>
    public Action Limiting { get; set; } = static () => { };

    /// <summary>Clips that are there.</summary>
    public ConcurrentDictionary<string, PlatformClip> Clips { get; } = new();

    public Func<PredictionDraft, PlatformPrediction>? Predicting { get; set; }

    public Func<PredictionChange, PlatformPrediction>? Changing { get; set; }

    /// <summary>Newest first.</summary>
    public List<PlatformPrediction> Predictions { get; } = [];

    /// <summary>What reached the platform and changes something.</summary>
    public ConcurrentQueue<string> Acts { get; } = new();

    public override PlatformDescriptor Descriptor { get; } =
        new()
        {
            Id = id,
            DisplayName = id,
            Metrics = [MetricIds.ChatMessages],
        };

    public override IReadOnlyList<string> Capabilities => Capability.Of(isAble ? typeof(Able) : typeof(Unable));

    public static PlatformClip Clip(string id, DateTimeOffset createdAt, string title = "") =>
        new()
        {
            Id = id,
            Title = title,
            CreatedAt = createdAt,
            Uri = new Uri($"https://clips.example/{id}"),
        };

    public override ExtensionLease<IPlatformAdapter> Create() => new(isAble ? new Able(this) : new Unable(), new NoScope());

    private class Unable : IPlatformAdapter
    {
        public Task<ChannelIdentity> ResolveAsync(string input, IPlatformContext context, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task RunAsync(IConnection connection, CancellationToken cancellationToken) => Task.Delay(-1, cancellationToken);
    }

    private sealed class Able(PlayingPlatform platform) : Unable, IStreamMarkers, IClips, IPredictions
    {
        public int MaxMarkerNote
        {
            get
            {
                platform.Limiting();
                return 20;
            }
        }

        public ClipLimits ClipLimits { get; } =
            new()
            {
                MaxTitle = 20,
                MinLength = TimeSpan.FromSeconds(5),
                MaxLength = TimeSpan.FromSeconds(60),
            };

        public PredictionLimits PredictionLimits { get; } =
            new()
            {
                MaxTitle = 20,
                MaxOutcome = 5,
                MinOutcomes = 2,
                MaxOutcomes = 3,
                MinWindow = TimeSpan.FromSeconds(30),
                MaxWindow = TimeSpan.FromSeconds(60),
            };

        public Task<PlatformMarker> SetMarkerAsync(string note, IChannelContext context, CancellationToken cancellationToken)
        {
            platform.Acts.Enqueue($"mark {note}");
            return Task.FromResult(platform.Marking(note));
        }

        public Task<RequestedClip> RequestClipAsync(ClipOrder order, IChannelContext context, CancellationToken cancellationToken)
        {
            platform.Acts.Enqueue($"clip {order.Title}");
            return Task.FromResult(platform.Clipping(order));
        }

        public Task<PlatformClip?> FindClipAsync(string id, IChannelContext context, CancellationToken cancellationToken) =>
            Task.FromResult(platform.Clips.GetValueOrDefault(id));

        public Task<IReadOnlyList<PlatformClip>> ListOwnClipsAsync(
            DateTimeOffset createdAfter,
            IChannelContext context,
            CancellationToken cancellationToken
        ) => Task.FromResult<IReadOnlyList<PlatformClip>>([.. platform.Clips.Values.Where(c => c.CreatedAt >= createdAfter)]);

        public Task<PlatformPrediction> CreatePredictionAsync(
            PredictionDraft draft,
            IChannelContext context,
            CancellationToken cancellationToken
        )
        {
            platform.Acts.Enqueue($"predict {draft.Title}");
            return Task.FromResult(platform.Predicting!(draft));
        }

        public Task<PlatformPrediction> ChangePredictionAsync(
            PredictionChange change,
            IChannelContext context,
            CancellationToken cancellationToken
        )
        {
            platform.Acts.Enqueue($"{change.To} {change.Id}");
            return Task.FromResult(platform.Changing!(change));
        }

        public Task<IReadOnlyList<PlatformPrediction>> ListPredictionsAsync(IChannelContext context, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<PlatformPrediction>>([.. platform.Predictions]);
    }
}
