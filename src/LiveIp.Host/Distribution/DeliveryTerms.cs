using LiveIp.Host.Distribution.Redirects;
using LiveIp.Host.Distribution.Scheduling;
using LiveIp.V1;

namespace LiveIp.Host.Distribution;

/// <summary>When the deliveries of a post may leave.</summary>
internal sealed record DeliveryTerms(DateTimeOffset NotBefore, DateTimeOffset NotAfter)
{
    /// <summary>What <see cref="NotBefore"/> was computed from, where it was said by a wall clock.</summary>
    public WallTime? Wall { get; init; }

    /// <summary>Nobody said when it ends: it moves with its beginning.</summary>
    public bool EndsByItself { get; init; }

    /// <summary>How long a post is worth sending where nobody says.</summary>
    public static TimeSpan Usual => TimeSpan.FromHours(24);

    /// <summary>That somebody is live is told soon or not at all.</summary>
    public static TimeSpan LiveNow => TimeSpan.FromMinutes(15);

    /// <summary>What was asked for, with the usual where it was not.</summary>
    public static DeliveryTerms Of(Post.Types.Kind kind, DateTimeOffset? notBefore, DateTimeOffset? notAfter, DateTimeOffset now)
    {
        var begin = notBefore ?? now;
        return new(begin, notAfter ?? begin + (kind == Post.Types.Kind.LiveNow ? LiveNow : Usual)) { EndsByItself = notAfter is null };
    }
}

/// <summary>One network's share of a post: who sends it, and in which words where the host chose them.</summary>
internal sealed record PlannedDelivery(string Distributor, RenderedPost? Rendered)
{
    /// <summary>Where its links lead; empty where they are the post's own.</summary>
    public IReadOnlyList<Redirect> Redirects { get; init; } = [];

    /// <summary>Why the files of the post do not go there; empty where they do, or where there are none.</summary>
    public string MediaLeftOut { get; init; } = "";
}
