namespace LiveIp.Host.Distribution.Scheduling;

/// <summary>The time zones of this machine, by their IANA names.</summary>
internal class TimeZones
{
    private const int LongestName = 64;

    // Every release of the data has had it since 1993.
    private const string AlwaysThere = "Asia/Shanghai";

    /// <summary>Whether the machine has time zone data at all; small containers often have none.</summary>
    public bool HasData => Find(AlwaysThere) is not null;

    /// <summary>What to do where there is none.</summary>
    public static string MissingText =>
        "This machine has no time zone data. Install tzdata (Debian: apt-get install tzdata; Alpine: apk add tzdata).";

    /// <summary>Null for what is no IANA name, or is not known here.</summary>
    public virtual TimeZoneInfo? Find(string name) =>
        IsName(name) && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) && zone.HasIanaId ? zone : null;

    /// <summary>Reads the data anew: they may have been replaced since the last look.</summary>
    public virtual void Refresh() => TimeZoneInfo.ClearCachedData();

    // A name becomes a path below the data's directory, so no dots.
    private static bool IsName(string name) =>
        name.Length is > 0 and <= LongestName
        && name[0] != '/'
        && name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '/' or '_' or '-' or '+');
}
