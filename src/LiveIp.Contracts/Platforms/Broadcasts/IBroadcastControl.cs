namespace LiveIp.Contracts;

/// <summary>
/// Capability "broadcast_control": on this platform a broadcast is an object that must be made, joined to an ingest, begun and ended.
/// Platforms where it begins with the encoder and ends with it (Twitch) do not have it; the host then follows their events.
/// </summary>
/// <remarks>
/// The host owns the steps: it makes each one durable before it asks for it, repeats it after a failure or a crash, and looks before it
/// makes anything a second time. So each method here is one call or two, without memory: <see cref="CreateBroadcastAsync"/> and
/// <see cref="CreateIngestAsync"/> make something new every time; all others may be repeated, and succeed when the thing is done already.
/// Where an answer to a call that changes something is lost, throw <see cref="FailureKind.OutcomeUnknown"/>.
/// </remarks>
public interface IBroadcastControl
{
    /// <summary>The soonest that a broadcast may be scheduled for, from now.</summary>
    TimeSpan SoonestStart { get; }

    /// <summary>Makes a broadcast. It goes live when its ingest becomes active, or by <see cref="StartBroadcastAsync"/>.</summary>
    /// <exception cref="AdapterException"/>
    Task<PlatformBroadcast> CreateBroadcastAsync(BroadcastDraft draft, IChannelContext context, CancellationToken cancellationToken);

    /// <summary>
    /// The channel's broadcasts that have not ended, newest first, as far back as <paramref name="createdAfter"/>: the host looks here for
    /// one whose making it did not see the end of.
    /// </summary>
    /// <exception cref="AdapterException"/>
    Task<IReadOnlyList<PlatformBroadcast>> FindBroadcastsAsync(
        DateTimeOffset createdAfter,
        IChannelContext context,
        CancellationToken cancellationToken
    );

    /// <summary>One broadcast, or null when there is none of this id.</summary>
    /// <exception cref="AdapterException"/>
    Task<PlatformBroadcast?> GetBroadcastAsync(string id, IChannelContext context, CancellationToken cancellationToken);

    /// <summary>Makes an ingest whose key stays the same from show to show.</summary>
    /// <param name="title">The host knows it again by this.</param>
    /// <param name="context">The channel.</param>
    /// <param name="cancellationToken">Of the host.</param>
    /// <exception cref="AdapterException"/>
    Task<IngestEndpoint> CreateIngestAsync(string title, IChannelContext context, CancellationToken cancellationToken);

    /// <summary>Joins broadcast and ingest; does nothing when they are.</summary>
    /// <exception cref="AdapterException"/>
    Task BindBroadcastAsync(string id, string ingest, IChannelContext context, CancellationToken cancellationToken);

    /// <summary>Asks to go on air; does nothing when it is, or is about to. Called only while the ingest is active.</summary>
    /// <exception cref="AdapterException"/>
    Task StartBroadcastAsync(string id, IChannelContext context, CancellationToken cancellationToken);

    /// <summary>Ends it for good; does nothing when it has ended. One that was never on air is removed.</summary>
    /// <exception cref="AdapterException"/>
    Task EndBroadcastAsync(string id, IChannelContext context, CancellationToken cancellationToken);
}

/// <summary>A broadcast to be made.</summary>
public sealed record BroadcastDraft
{
    /// <summary>With it, as far as the platform takes details when it makes a broadcast; the host sets all of them afterwards again.</summary>
    public required BroadcastDetails Details { get; init; }

    /// <summary>When it is to begin; whole seconds.</summary>
    public required DateTimeOffset ScheduledStart { get; init; }
}

/// <summary>A broadcast as the platform tells it.</summary>
public sealed record PlatformBroadcast
{
    /// <summary>The platform's own id, the one that events carry too.</summary>
    public required string Id { get; init; }

    /// <summary>Its title now.</summary>
    public required string Title { get; init; }

    /// <summary>Null when it is not known.</summary>
    public DateTimeOffset? ScheduledStart { get; init; }

    /// <summary>By the platform's clock. Null when it is not known.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Where it stands.</summary>
    public required PlatformBroadcastState State { get; init; }

    /// <summary>Id of the ingest it is joined to, or null.</summary>
    public string? Ingest { get; init; }

    /// <summary>Where viewers find it.</summary>
    public Uri? Uri { get; init; }
}

/// <summary>Where a broadcast of a commanded platform stands.</summary>
public enum PlatformBroadcastState
{
    /// <summary>Made, and not on air.</summary>
    Waiting,

    /// <summary>It was asked to go on air, and will be in seconds.</summary>
    Starting,

    /// <summary>On air.</summary>
    Live,

    /// <summary>Over for good.</summary>
    Ended,
}
