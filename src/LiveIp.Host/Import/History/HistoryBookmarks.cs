using LiveIp.Contracts;
using LiveIp.Host.Channels.State;

namespace LiveIp.Host.Import.History;

/// <summary>Where imports of past broadcasts were when they ended early, one a channel, in <c>state.db</c>.</summary>
internal sealed class HistoryBookmarks(StateDatabase database, TimeProvider clock)
{
    // Behind a page token the platform's list goes on; after some days that may be another list.
    private static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    /// <summary>The window and the cursor to go on with; null where there is nothing to go on with.</summary>
    public (HistoryWindow Window, string Cursor)? Find(HistoryOrder order)
    {
        var found = database.Read(c =>
            c.Rows(
                static r => (WindowEnd: r.Time(0), Cursor: r.GetString(1)),
                "SELECT window_end, cursor FROM history_imports WHERE channel = $channel AND since = $since AND until = $until AND changed_at > $after",
                ("$channel", order.Channel.Name),
                ("$since", order.Since.ToUnixTimeMilliseconds()),
                ("$until", order.Until?.ToUnixTimeMilliseconds() ?? 0),
                ("$after", (clock.GetUtcNow() - Kept).ToUnixTimeMilliseconds())
            )
        );
        return found is [var one] ? (new() { From = order.Since, Until = one.WindowEnd }, one.Cursor) : null;
    }

    /// <summary>Durable when it returns. Only behind what is durable in the log.</summary>
    public void Keep(HistoryOrder order, HistoryWindow window, string cursor) =>
        database.Write(c =>
            c.Run(
                "INSERT OR REPLACE INTO history_imports VALUES ($channel, $since, $until, $end, $cursor, $now)",
                ("$channel", order.Channel.Name),
                ("$since", order.Since.ToUnixTimeMilliseconds()),
                ("$until", order.Until?.ToUnixTimeMilliseconds() ?? 0),
                ("$end", window.Until.ToUnixTimeMilliseconds()),
                ("$cursor", cursor),
                ("$now", clock.GetUtcNow().ToUnixTimeMilliseconds())
            )
        );

    public void Drop(HistoryOrder order) =>
        database.Write(c => c.Run("DELETE FROM history_imports WHERE channel = $channel", ("$channel", order.Channel.Name)));
}
