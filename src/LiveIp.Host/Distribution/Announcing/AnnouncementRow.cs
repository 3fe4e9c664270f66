using State = LiveIp.V1.Announcement.Types.State;

namespace LiveIp.Host.Distribution.Announcing;

/// <summary>What has become of the announcement of one broadcast.</summary>
internal sealed record AnnouncementRow
{
    /// <summary>A sequence of the broadcast's states in the log. It leads to the broadcast for ever, also when two turn out to be one.</summary>
    public required long Broadcast { get; init; }

    public required State State { get; init; }

    /// <summary>A person asked for it: the settings, the settling and the lateness do not matter.</summary>
    public bool Forced { get; init; }

    /// <summary>"posts/{id}"; empty before there is one.</summary>
    public string Post { get; init; } = "";

    public long Edits { get; init; }

    public string Detail { get; init; } = "";

    public required DateTimeOffset SeenAt { get; init; }

    public DateTimeOffset ChangedAt { get; init; }
}
