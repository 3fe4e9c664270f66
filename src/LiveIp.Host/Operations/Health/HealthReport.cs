namespace LiveIp.Host.Operations.Health;

/// <summary>The host in one word.</summary>
internal enum HostCondition
{
    /// <summary>Everything is as it should be.</summary>
    Ready,

    /// <summary>It serves and stores, and at least one channel is not heard, or posts that are due do not leave.</summary>
    Degraded,

    /// <summary>It cannot store what it hears, is starting, or is stopping.</summary>
    Unready,
}

/// <summary>What <c>/readyz</c> answers.</summary>
internal sealed record HealthReport
{
    public required HostCondition Condition { get; init; }

    /// <summary>Why it is not ready or degraded; empty when it is ready.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }

    public required LogHealth Log { get; init; }

    public required PostsHealth Posts { get; init; }

    public required IReadOnlyList<ChannelHealth> Channels { get; init; }

    /// <summary>As who has no token may see it: without the platforms' words.</summary>
    public HealthReport Public() => this with { Channels = [.. Channels.Select(static c => c with { Detail = null })] };
}

/// <summary>Whether posts leave when they are due; if not, the sentence says why. How long the oldest has been due, in seconds.</summary>
internal sealed record PostsHealth(bool Leaving, string? Sentence, double OldestDueSeconds, DateTimeOffset LastLookAt);

/// <summary>Whether events can be stored; if not, the sentence says why.</summary>
internal sealed record LogHealth(bool Writable, string? Sentence, long LastSequence);
