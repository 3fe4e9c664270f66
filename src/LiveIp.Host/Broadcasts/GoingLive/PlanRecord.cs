using LiveIp.Contracts;
using LiveIp.V1;

namespace LiveIp.Host.Broadcasts.GoingLive;

/// <summary>A broadcast that a person planned.</summary>
internal sealed record PlanRecord
{
    private const string Prefix = "broadcasts/plan-";

    public required string Id { get; init; }

    /// <summary>What was asked for.</summary>
    public required CreateBroadcastRequest Asked { get; init; }

    public required PlanWish Wish { get; init; }

    /// <summary>Grows with every change of what was asked for.</summary>
    public required long Version { get; init; }

    /// <summary>A state in the log that belongs to it; 0 before there is one.</summary>
    public required long Sequence { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Null before GoLive.</summary>
    public DateTimeOffset? LiveWishedAt { get; init; }

    public DateTimeOffset? EndWishedAt { get; init; }

    /// <summary>In the order in which the channels were named.</summary>
    public required IReadOnlyList<PlanPart> Parts { get; init; }

    /// <summary>"broadcasts/plan-{id}"</summary>
    public string Name => NameOf(Id);

    public static string NameOf(string id) => Prefix + id;

    /// <summary>The id in a resource name, or null when it is no plan's.</summary>
    public static string? IdOf(string name) =>
        name.StartsWith(Prefix, StringComparison.Ordinal) && name.Length > Prefix.Length && name.IndexOf('/', Prefix.Length) < 0
            ? name[Prefix.Length..]
            : null;
}

/// <summary>How far a person wants it to go. It only ever grows.</summary>
internal enum PlanWish
{
    Planned = 0,

    /// <summary>Made on commanded platforms, and not begun.</summary>
    Announced = 1,

    Live = 2,

    Ended = 3,
}

/// <summary>A plan on one channel: how far it has come there. Every field is durable before the step that it speaks of.</summary>
internal sealed record PlanPart
{
    /// <summary>"channels/{id}"</summary>
    public required string Channel { get; init; }

    public required string Platform { get; init; }

    /// <summary>The platform's broadcasts are made, begun and ended by us.</summary>
    public required bool Commanded { get; init; }

    /// <summary>Fields that the platform cannot be told.</summary>
    public BroadcastFields LeftOut { get; init; }

    /// <summary>The platform's; empty where none is wished, or none is known yet.</summary>
    public string CategoryId { get; init; } = "";

    public string CategoryName { get; init; } = "";

    public PartStep Step { get; init; }

    /// <summary>When making the broadcast was first intended: from then on there may be one that we do not know of.</summary>
    public DateTimeOffset? IntendedAt { get; init; }

    /// <summary>When it was last asked for.</summary>
    public DateTimeOffset? AttemptedAt { get; init; }

    /// <summary>The title with which it was asked for.</summary>
    public string IntendedTitle { get; init; } = "";

    /// <summary>The beginning with which it was asked for; whole seconds.</summary>
    public DateTimeOffset? ScheduledFor { get; init; }

    /// <summary>The platform's id of the broadcast; empty before it is known.</summary>
    public string BroadcastId { get; init; } = "";

    public string Uri { get; init; } = "";

    /// <summary>When making an ingest was last asked for.</summary>
    public DateTimeOffset? IngestAttemptedAt { get; init; }

    /// <summary>The platform's id of the ingest that it is to be joined to; empty before one is chosen.</summary>
    public string Ingest { get; init; } = "";

    /// <summary>Of the plan whose details the platform has.</summary>
    public long Version { get; init; }

    /// <summary>A hash of the image that the platform has from us; empty for none.</summary>
    public string Thumbnail { get; init; } = "";

    public DateTimeOffset? LiveAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Null when nothing is wrong.</summary>
    public PartProblem? Problem { get; init; }
}

/// <summary>What is done on a channel.</summary>
internal enum PartStep
{
    Planned = 0,

    /// <summary>There is a broadcast, and its id is known.</summary>
    Made = 1,

    /// <summary>It says what it is about.</summary>
    Described = 2,

    /// <summary>It is joined to the ingest; where nothing is commanded, all is done that can be.</summary>
    Ready = 3,

    Live = 4,

    Ended = 5,
}

/// <param name="Reason">One of <see cref="Api.Errors.ErrorReasons"/>.</param>
/// <param name="Message">For a person.</param>
/// <param name="PlatformReason">The platform's own word, or empty.</param>
/// <param name="Final">It is not tried again until somebody asks.</param>
internal sealed record PartProblem(string Reason, string Message, string PlatformReason, bool Final);
