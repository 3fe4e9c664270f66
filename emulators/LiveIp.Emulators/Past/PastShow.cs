namespace LiveIp.Emulators.Past;

/// <summary>A show of the past, as the control API is told of it. Told again under the same id, its numbers are the newer ones.</summary>
internal sealed record PastShow
{
    /// <summary>"youtube" or "twitch"</summary>
    public string Platform { get; init; } = "";

    /// <summary>Of the video; Twitch's are digits.</summary>
    public string Id { get; init; } = "";

    /// <summary>Twitch: under which it was live; empty where the platform does not say any more.</summary>
    public string StreamId { get; init; } = "";

    public string Title { get; init; } = "";

    public DateTimeOffset StartedAt { get; init; }

    public int Seconds { get; init; } = 3600;

    /// <summary>YouTube: when it was planned; null: when it began.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    public long Views { get; init; }

    public long Likes { get; init; }

    public long Comments { get; init; }

    /// <summary>YouTube: "public", "unlisted" or "private"</summary>
    public string Privacy { get; init; } = "public";

    /// <summary>YouTube: null where there is no data.</summary>
    public PastAnalytics? Analytics { get; init; }

    /// <summary>Twitch: views of each clip.</summary>
    public IReadOnlyList<long> ClipViews { get; init; } = [];

    /// <summary>What is wrong with it; null when nothing is.</summary>
    public string? Problem =>
        Platform is not ("youtube" or "twitch") ? "platform: youtube or twitch, which tell of the past."
        : Id.Length is 0 or > 64 || (Platform == "twitch" && !Id.All(char.IsAsciiDigit)) ? "id: 1 to 64 characters; digits on Twitch."
        : StartedAt.Year < 2005 ? "startedAt: a time since 2005."
        : Seconds is < 1 or > 48 * 3600 ? "seconds: 1 to 172800."
        : Privacy is not ("public" or "unlisted" or "private") ? "privacy: public, unlisted or private."
        : ClipViews.Count > 5000 ? "clipViews: at most 5000."
        : null;
}

/// <summary>What YouTube Analytics would say of it.</summary>
internal sealed record PastAnalytics
{
    public long EstimatedMinutesWatched { get; init; }

    public long AverageViewDuration { get; init; }

    public long Shares { get; init; }

    public long SubscribersGained { get; init; }
}
