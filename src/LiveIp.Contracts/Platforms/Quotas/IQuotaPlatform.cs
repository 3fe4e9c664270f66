namespace LiveIp.Contracts;

/// <summary>
/// An adapter whose platform lets an application use so many units in a day and does not tell how many are left. The host counts, for all
/// channels and across restarts; the adapter says what there is to count and tells of each call.
/// </summary>
public interface IQuotaPlatform
{
    /// <summary>From the settings. Ids are stable for ever: what was used stands under them.</summary>
    IReadOnlyList<QuotaBucket> QuotaBuckets { get; }
}

/// <summary>So many units a day.</summary>
public sealed record QuotaBucket
{
    /// <summary><see cref="AdapterException.Reason"/> of a call that was not made, since by the host's count there is not enough left.</summary>
    public const string Spent = "quota_spent";

    /// <summary>"units"</summary>
    public required string Id { get; init; }

    /// <summary>What a person reads, in English.</summary>
    public required string Label { get; init; }

    /// <summary>The same in Chinese.</summary>
    public string? LabelZh { get; init; }

    /// <summary>Units of one day.</summary>
    public required long UnitsPerDay { get; init; }

    /// <summary>Of these, what only <see cref="QuotaUse.Acting"/> may use: a person who wants to say or stop something must still be able to.</summary>
    public long Reserve { get; init; }

    /// <summary>IANA name of the zone at whose midnight it begins anew: "America/Los_Angeles".</summary>
    public required string TimeZone { get; init; }
}

/// <summary>What a call is for.</summary>
public enum QuotaUse
{
    /// <summary>To follow: may be slowed down, and never takes from the reserve.</summary>
    Reading,

    /// <summary>A person asked for it: sending, moderating, going live.</summary>
    Acting,
}
