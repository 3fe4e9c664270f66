using LiveIp.Host.Channels.State;
using LiveIp.Host.Events;
using Microsoft.Data.Sqlite;

namespace LiveIp.Host.Privacy.Forgetting;

/// <summary>
/// Gets what was blanked out of the files: the write-ahead logs still hold the old pages, and so may places where rows once lay.
/// </summary>
internal sealed class FileErasure(SqliteEventLog log, StateDatabase state, TimeProvider clock)
{
    private const int Tries = 50;
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100);

    /// <summary>False when a reader held on to an older state of a file for all of the tries.</summary>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        await log.MaintainAsync(static (c, _) => RewriteIfNeeded(c), cancellationToken, inTransaction: false).ConfigureAwait(false);
        // Small, and rows of it were deleted before anything was overwritten.
        state.Read(static c => c.Run("VACUUM"));
        for (var tries = 0; tries < Tries; tries++)
        {
            var emptied = false;
            await log.MaintainAsync((c, _) => emptied = EmptyWriteAheadLog(c), cancellationToken, inTransaction: false)
                .ConfigureAwait(false);
            if (emptied && state.Read(EmptyWriteAheadLog))
            {
                return true;
            }

            await Task.Delay(Between, clock, cancellationToken).ConfigureAwait(false);
        }

        return false;
    }

    /// <summary>
    /// SQLite overwrites deleted rows (secure_delete), but when a page has become too empty it moves its neighbours together and leaves
    /// copies of rows that still lived then. Only rewriting the file gets rid of those, which holds up ingest while it lasts; so it is
    /// done only when rows were deleted since the last time, that is, when retention has removed events.
    /// </summary>
    private static void RewriteIfNeeded(SqliteConnection connection)
    {
        if (connection.Count("SELECT possible FROM ghosts") == 0)
        {
            return;
        }

        connection.Run("VACUUM");
        connection.Run("UPDATE ghosts SET possible = 0");
    }

    private static bool EmptyWriteAheadLog(SqliteConnection connection) =>
        connection.Rows(static r => r.GetInt64(0), "PRAGMA wal_checkpoint(TRUNCATE)") is [0];
}
