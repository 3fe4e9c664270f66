using LiveIp.V1;

namespace LiveIp.Host.Operations.Health;

/// <summary>How it goes with one channel, in one word.</summary>
internal enum ChannelCondition
{
    /// <summary>Connected and heard within the time that its adapter declares.</summary>
    Online,

    /// <summary>The first attempt is under way.</summary>
    Starting,

    /// <summary>The connection stood and said nothing for too long; it is being made anew.</summary>
    Stalled,

    /// <summary>The connection broke or could not be made; it is tried again by itself.</summary>
    Down,

    /// <summary>Nothing happens until a person acts: sign in again, or correct what the detail says.</summary>
    NeedsPerson,

    /// <summary>Not followed.</summary>
    Stopped,
}

/// <summary>One channel as readiness tells of it. The sentence is the host's own; the detail may hold the platform's words.</summary>
internal sealed record ChannelHealth
{
    public required string Channel { get; init; }

    public required string Platform { get; init; }

    public required ChannelCondition Condition { get; init; }

    /// <summary>Seconds; null before it was ever heard.</summary>
    public double? SecondsSinceHeard { get; init; }

    public required string Sentence { get; init; }

    /// <summary>Null for callers without the token.</summary>
    public string? Detail { get; init; }

    /// <summary>Whether it is as it should be.</summary>
    public bool IsWell => Condition is ChannelCondition.Online or ChannelCondition.Stopped;

    public static ChannelHealth Of(Connection c)
    {
        var condition = c.State switch
        {
            ConnectionState.Online => ChannelCondition.Online,
            ConnectionState.Stopped or ConnectionState.Stopping => ChannelCondition.Stopped,
            ConnectionState.NeedsSignIn or ConnectionState.Blocked => ChannelCondition.NeedsPerson,
            _ when c.Stalled => ChannelCondition.Stalled,
            ConnectionState.Starting => ChannelCondition.Starting,
            _ => ChannelCondition.Down,
        };
        var heard = c.LastHeardAt is null ? (double?)null : Math.Round(c.SecondsSinceHeard, 1);
        return new()
        {
            Channel = c.Channel,
            Platform = c.Platform,
            Condition = condition,
            SecondsSinceHeard = heard,
            Sentence = Say(condition, c, heard),
            Detail = c.Detail,
        };
    }

    private static string Say(ChannelCondition condition, Connection c, double? heard)
    {
        var last = heard is { } seconds ? FormattableString.Invariant($"last heard {seconds} s ago") : "never heard yet";
        return condition switch
        {
            ChannelCondition.Online => $"Connected; {last}.",
            ChannelCondition.Starting => "The first attempt at connecting is under way.",
            ChannelCondition.Stalled => FormattableString.Invariant(
                $"The connection stood and said nothing for more than {c.MaxSilenceSeconds} s; it is made anew ({last})."
            ),
            ChannelCondition.Down => $"Not connected; the host tries again by itself ({last}).",
            ChannelCondition.NeedsPerson when c.State == ConnectionState.NeedsSignIn => $"Somebody must sign in again ({last}).",
            ChannelCondition.NeedsPerson => $"The platform refuses, or its plugin is missing; somebody must look ({last}).",
            _ => "Not followed.",
        };
    }
}
