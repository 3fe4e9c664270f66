using LiveIp.Host.Channels.State;
using LiveIp.Host.Events;
using LiveIp.V1;
using Microsoft.Data.Sqlite;

namespace LiveIp.Host.Privacy.Retention;

/// <summary>
/// What retention has removed, for readers who ask whether they missed any of it. Content goes by age, so of each channel and kind a
/// beginning is gone, and one number says which.
/// </summary>
internal sealed class RemovedEvents
{
    private volatile IReadOnlyList<Removed> _all = [];

    public void Install(IReadOnlyList<Removed> all) => _all = all;

    /// <summary>The newest removed sequence that the filter would have let through; 0 when there is none.</summary>
    public long Through(ChannelDirectory channels, LogFilter? filter) =>
        _all.Where(r => Matches(channels.Get(r.Channel), r.Kind, filter)).Select(static r => r.Through).DefaultIfEmpty().Max();

    public static IReadOnlyList<Removed> Load(SqliteConnection connection) =>
        connection.Rows(
            static r => new Removed(r.GetInt64(0), (LiveEvent.BodyOneofCase)r.GetInt32(1), r.GetInt64(2)),
            "SELECT channel, kind, through_seq FROM removed_events"
        );

    private static bool Matches(LoggedChannel channel, LiveEvent.BodyOneofCase kind, LogFilter? filter) =>
        filter is null
        || (
            (filter.Channels.Count == 0 || filter.Channels.Contains(channel.Name))
            && (filter.Platforms.Count == 0 || filter.Platforms.Contains(channel.Platform))
            && (filter.Kinds.Count == 0 || filter.Kinds.Contains(kind))
        );

    internal readonly record struct Removed(long Channel, LiveEvent.BodyOneofCase Kind, long Through);
}
