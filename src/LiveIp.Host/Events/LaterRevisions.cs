using LiveIp.Host.Channels.State;
using LiveIp.Host.Storage;

namespace LiveIp.Host.Events;

/// <summary>
/// Revisions for what the host itself states again when it has read another number. A platform's revision says what is later; here the
/// order of reading does, so each is above the one that the log holds, whatever the clock shows: two readings may fall into a second,
/// and a clock may be set back. The log would drop the later one as a repeat.
/// </summary>
internal sealed class LaterRevisions(LogDatabase database, ChannelDirectory channels, Func<string, long> idHash, TimeProvider clock)
{
    private static readonly DateTimeOffset First = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Above every revision of the id that is durable in the log. For kinds without an <see cref="EventMoment"/>.</summary>
    /// <param name="channel">"channels/{id}".</param>
    /// <param name="id">Of the event.</param>
    /// <exception cref="Microsoft.Data.Sqlite.SqliteException">The file cannot be read.</exception>
    public int Next(string channel, string id)
    {
        // Seconds, and not one more than the last: watchers and exports know revisions that a restored backup no longer holds.
        var now = (long)(clock.GetUtcNow() - First).TotalSeconds;
        return (int)Math.Clamp(Math.Max(now, Held(channel, id) + 1), 1, int.MaxValue);
    }

    private long Held(string channel, string id)
    {
        if (channels.Find(channel) is not { } logged)
        {
            return 0;
        }

        using var connection = database.OpenReader();
        // Of two ids with one hash the higher does no harm.
        var found = connection.Rows(
            static r => r.GetInt64(0),
            "SELECT revision FROM seen WHERE channel = $channel AND moment = $none AND hash = $hash ORDER BY revision DESC LIMIT 1",
            ("$channel", logged.Ref),
            ("$none", EventMoment.None),
            ("$hash", idHash(id))
        );
        return found is [var revision] ? revision : 0;
    }
}
