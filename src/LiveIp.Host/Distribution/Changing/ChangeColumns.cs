using Google.Protobuf.WellKnownTypes;
using LiveIp.Host.Channels.State;
using LiveIp.V1;
using Microsoft.Data.Sqlite;

namespace LiveIp.Host.Distribution.Changing;

/// <summary>What a delivery's row tells of the last change to it.</summary>
internal static class ChangeColumns
{
    public const string Names = "change_kind, change_state, change_attempts, change_detail, changed_at, edited_at";

    public const string Join = "LEFT JOIN delivery_changes ON change_of = id";

    /// <summary>Null where none was asked for.</summary>
    public static DeliveryChange? Read(SqliteDataReader r) =>
        r.IsDBNull(r.GetOrdinal("change_kind"))
            ? null
            : new DeliveryChange
            {
                Kind = (DeliveryChange.Types.Kind)r.GetInt32(r.GetOrdinal("change_kind")),
                State = (DeliveryChange.Types.State)r.GetInt32(r.GetOrdinal("change_state")),
                Attempts = r.GetInt32(r.GetOrdinal("change_attempts")),
                Detail = r.GetString(r.GetOrdinal("change_detail")),
                UpdatedAt = r.Time(r.GetOrdinal("changed_at")).ToTimestamp(),
            };

    /// <summary>Null for the first form.</summary>
    public static Timestamp? EditedAt(SqliteDataReader r) =>
        r.IsDBNull(r.GetOrdinal("edited_at")) ? null : r.TimeOrNull(r.GetOrdinal("edited_at"))?.ToTimestamp();
}
