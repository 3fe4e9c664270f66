using LiveIp.Contracts;
using LiveIp.Plugins.YouTube.Api;
using LiveIp.Plugins.YouTube.Api.Data;
using LiveIp.Plugins.YouTube.Broadcasting;

namespace LiveIp.Plugins.YouTube;

// Broadcasts are commanded: made, bound to a stream, begun and ended.
internal sealed partial class YouTubeAdapter
    : IBroadcastControl,
        IBroadcastDetails,
        IBroadcastThumbnail,
        ICategorySearch,
        IIngestEndpoints,
        ILiveStreamingCheck
{
    private const string Redundant = "redundantTransition";
    private const string NotActive = "errorStreamInactive";

    /// <summary>Categories differ little by region; this one has all that the API documents name.</summary>
    private const string Region = "US";

    /// <inheritdoc/>
    public TimeSpan SoonestStart => TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public BroadcastFields DetailFields =>
        BroadcastFields.Title
        | BroadcastFields.Description
        | BroadcastFields.Category
        | BroadcastFields.Tags
        | BroadcastFields.Language
        | BroadcastFields.Privacy;

    /// <inheritdoc/>
    public int MaxThumbnailBytes => 2 * 1024 * 1024;

    /// <inheritdoc/>
    public IReadOnlyList<DetailProblem> CheckDetails(BroadcastDetails details) => DetailRules.Check(details);

    /// <inheritdoc/>
    public async Task SetDetailsAsync(
        string? broadcast,
        BroadcastDetails details,
        IChannelContext context,
        CancellationToken cancellationToken
    )
    {
        using var api = Client(context);
        await new DetailWriter(api).WriteAsync(
            broadcast ?? throw new AdapterException(FailureKind.Refused, "On YouTube a broadcast has the details, not the channel."),
            details,
            cancellationToken
        );
    }

    /// <inheritdoc/>
    public async Task SetThumbnailAsync(
        string broadcast,
        BroadcastThumbnail thumbnail,
        IChannelContext context,
        CancellationToken cancellationToken
    )
    {
        using var api = Client(context);
        await api.SetThumbnailAsync(broadcast, thumbnail, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<PlatformBroadcast> CreateBroadcastAsync(
        BroadcastDraft draft,
        IChannelContext context,
        CancellationToken cancellationToken
    )
    {
        using var api = Client(context);
        var made = await api.InsertAsync(BroadcastMapping.Of(draft), cancellationToken);
        return string.IsNullOrEmpty(made.Id)
            ? throw new AdapterException(FailureKind.OutcomeUnknown, "YouTube's answer does not name the broadcast that it made.")
            : BroadcastMapping.Of(made);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<PlatformBroadcast>> FindBroadcastsAsync(
        DateTimeOffset createdAfter,
        IChannelContext context,
        CancellationToken cancellationToken
    )
    {
        using var api = Client(context);
        var upcoming = await api.BroadcastsAsync("upcoming", cancellationToken);
        var active = await api.BroadcastsAsync("active", cancellationToken);
        return
        [
            .. upcoming
                .Concat(active)
                .Where(b => b.Snippet?.ChannelId is null || b.Snippet.ChannelId == context.Channel.Id)
                .Select(BroadcastMapping.Of)
                .Where(b => b.CreatedAt is null || b.CreatedAt >= createdAfter)
                .OrderByDescending(static b => b.CreatedAt),
        ];
    }

    /// <inheritdoc/>
    public async Task<PlatformBroadcast?> GetBroadcastAsync(string id, IChannelContext context, CancellationToken cancellationToken)
    {
        using var api = Client(context);
        return await api.CommandedAsync(id, cancellationToken) is { } broadcast ? BroadcastMapping.Of(broadcast) : null;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<IngestEndpoint>> ListIngestAsync(IChannelContext context, CancellationToken cancellationToken)
    {
        using var api = Client(context);
        var streams = await api.StreamsAsync(cancellationToken);
        // Where the encoder sends to already is the one that is meant.
        return [.. streams.Select(BroadcastMapping.Of).OfType<IngestEndpoint>().OrderByDescending(static i => i.IsActive == true)];
    }

    /// <inheritdoc/>
    /// <remarks>
    /// YouTube has no field for it. But an account that may not go live is refused at each live call, reading included, as clients of
    /// liveBroadcasts.list report (api-samples issue 148); the bind page documents the same reason.
    /// </remarks>
    public async Task<LiveStreamingReport> CheckLiveStreamingAsync(IChannelContext context, CancellationToken cancellationToken)
    {
        using var api = Client(context);
        try
        {
            await api.BroadcastsAsync("upcoming", cancellationToken);
            return new LiveStreamingReport { IsEnabled = true, Detail = "YouTube answers the account's live calls." };
        }
        catch (AdapterException e) when (e.Reason is "liveStreamingNotEnabled" or "livePermissionBlocked")
        {
            return new LiveStreamingReport
            {
                IsEnabled = false,
                Detail =
                    e.Reason == "livePermissionBlocked"
                        ? "YouTube keeps the account from going live just now; https://www.youtube.com/features says why."
                        : "Live streaming is not enabled for this account; enable it at https://www.youtube.com/features, which can take a day.",
            };
        }
    }

    /// <inheritdoc/>
    public async Task<IngestEndpoint> CreateIngestAsync(string title, IChannelContext context, CancellationToken cancellationToken)
    {
        using var api = Client(context);
        var made = await api.InsertAsync(
            new LiveStream
            {
                Snippet = new() { Title = title },
                // YouTube looks at what comes in.
                Cdn = new()
                {
                    IngestionType = "rtmp",
                    Resolution = "variable",
                    FrameRate = "variable",
                },
                ContentDetails = new() { IsReusable = true },
            },
            cancellationToken
        );
        return BroadcastMapping.Of(made)
            ?? throw new AdapterException(FailureKind.OutcomeUnknown, "YouTube's answer does not name the stream that it made.");
    }

    /// <inheritdoc/>
    public async Task BindBroadcastAsync(string id, string ingest, IChannelContext context, CancellationToken cancellationToken)
    {
        using var api = Client(context);
        if (await KnownAsync(api, id, cancellationToken) is { ContentDetails.BoundStreamId: { } bound } && bound == ingest)
        {
            return;
        }

        await api.BindAsync(id, ingest, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task StartBroadcastAsync(string id, IChannelContext context, CancellationToken cancellationToken)
    {
        using var api = Client(context);
        var known = BroadcastMapping.Of(await KnownAsync(api, id, cancellationToken));
        if (known.State is PlatformBroadcastState.Starting or PlatformBroadcastState.Live)
        {
            return;
        }

        try
        {
            await api.TransitionAsync(id, "live", cancellationToken);
        }
        catch (AdapterException e) when (e.Reason == Redundant)
        {
            // It began by itself meanwhile.
        }
        catch (AdapterException e) when (e.Reason == NotActive)
        {
            throw new AdapterException(FailureKind.Transient, "YouTube does not see the encoder's picture yet.", innerException: e)
            {
                Reason = e.Reason,
            };
        }
    }

    /// <inheritdoc/>
    public async Task EndBroadcastAsync(string id, IChannelContext context, CancellationToken cancellationToken)
    {
        using var api = Client(context);
        if (await api.CommandedAsync(id, cancellationToken) is not { } broadcast)
        {
            return;
        }

        try
        {
            switch (BroadcastMapping.Of(broadcast).State)
            {
                case PlatformBroadcastState.Live:
                    await api.TransitionAsync(id, "complete", cancellationToken);
                    break;
                case PlatformBroadcastState.Waiting:
                    await api.DeleteAsync(id, cancellationToken);
                    break;
                case PlatformBroadcastState.Starting:
                    throw new AdapterException(FailureKind.Transient, "YouTube is about to begin the broadcast; it can be ended then.");
                default:
                    break;
            }
        }
        catch (AdapterException e) when (e.Reason == Redundant || e.Kind == FailureKind.NotFound)
        {
            // It ended meanwhile, or is gone.
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<PlatformCategory>> SearchCategoriesAsync(
        string text,
        IChannelContext context,
        CancellationToken cancellationToken
    )
    {
        using var api = Client(context);
        var all = await api.CategoriesAsync(Region, cancellationToken);
        return
        [
            .. all.Where(c =>
                    c is { Id: not null, Snippet: { Assignable: not false, Title: { } title } } && (c.Id == text || Holds(title, text))
                )
                .Select(static c => new PlatformCategory { Id = c.Id!, Name = c.Snippet!.Title! }),
        ];
    }

    private static bool Holds(string title, string text) =>
        text.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(w => title.Contains(w, StringComparison.OrdinalIgnoreCase));

    private static async Task<LiveBroadcast> KnownAsync(YouTubeClient api, string id, CancellationToken cancellationToken) =>
        await api.CommandedAsync(id, cancellationToken)
        ?? throw new AdapterException(FailureKind.NotFound, "YouTube does not know the broadcast any more.");
}
