using Grpc.Core;
using LiveIp.Host.Api.Errors;
using LiveIp.Host.Distribution.Scheduling;

namespace LiveIp.Host.Api;

/// <summary>Time zones in requests.</summary>
internal static class ZoneChecks
{
    /// <summary>Null when there is none of that name; then that is noted.</summary>
    /// <exception cref="RpcException">FAILED_PRECONDITION: the machine has no time zones at all, so the name may well be right.</exception>
    public static TimeZoneInfo? Zone(TimeZones zones, string name, string field, FieldChecks checks)
    {
        var zone = zones.Find(name);
        if (zone is null && !zones.HasData)
        {
            throw RpcErrors.FailedPrecondition(ErrorReasons.TimeZonesMissing, TimeZones.MissingText);
        }

        checks.Require(zone is not null, field, "must be the IANA name of a time zone, as Asia/Shanghai");
        return zone;
    }
}
