namespace LiveIp.Host.Distribution.Accounts;

/// <summary>Why an account is held back. Stored by number.</summary>
internal enum HoldKind
{
    None = 0,

    /// <summary>Its network said "not now" and for how long.</summary>
    RateLimited = 1,

    /// <summary>Its plugin is not there, or a required setting is missing.</summary>
    NotSetUp = 2,

    /// <summary>Its network said "not now" to the application, so to all accounts of its distributor.</summary>
    AllRateLimited = 3,
}

/// <summary>Nothing of an account leaves before.</summary>
internal sealed record AccountHold(DateTimeOffset Until, HoldKind Kind)
{
    /// <summary>Whatever a network says, it is asked again after a day.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>Null where it said nothing of a time.</summary>
    /// <param name="isForAll">It said so to the application.</param>
    public static AccountHold? Said(DateTimeOffset now, TimeSpan? retryAfter, bool isForAll) =>
        retryAfter is { } time
            ? new(now + (time < Longest ? time : Longest), isForAll ? HoldKind.AllRateLimited : HoldKind.RateLimited)
            : null;

    /// <summary>A sentence for a person.</summary>
    public static string Say(HoldKind kind) =>
        kind switch
        {
            HoldKind.RateLimited => "Its network said: not now.",
            HoldKind.AllRateLimited => "Its network said to all accounts: not now.",
            HoldKind.NotSetUp => "It is not there or not set up.",
            _ => "",
        };
}
