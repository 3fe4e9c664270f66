using LiveIp.Host.Distribution.Scheduling;

namespace LiveIp.Host.Tests.Distribution.Support;

/// <summary>A machine without time zone data.</summary>
internal sealed class NoZones : TimeZones
{
    public override TimeZoneInfo? Find(string name) => null;
}

/// <summary>A machine on which a country's clocks show something else than they did.</summary>
internal sealed class LawOf(string zone, TimeSpan offset) : TimeZones
{
    public override TimeZoneInfo? Find(string name) =>
        name == zone ? TimeZoneInfo.CreateCustomTimeZone(zone, offset, zone, zone) : base.Find(name);
}
