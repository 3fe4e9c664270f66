using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace LiveIp.Host.Storage;

/// <summary>The file that holds the event log and the metric series, and how to open it.</summary>
internal sealed class LogDatabase(string path, TimeSpan busyTimeout) : IDisposable
{
    /// <summary>
    /// synchronous=FULL: one sync per commit, so that a power cut loses nothing that a caller was told is durable. A cache that holds
    /// what one group changes, and checkpoints that gather several groups, write the pages that many events share once.
    /// </summary>
    public const string WriterPragmas =
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA journal_size_limit=67108864; PRAGMA cache_size=-32768; PRAGMA wal_autocheckpoint=4000;";

    private readonly string _reader = new SqliteConnectionStringBuilder
    {
        DataSource = path,
        Mode = SqliteOpenMode.ReadOnly,
        DefaultTimeout = Seconds(busyTimeout),
    }.ToString();

    /// <summary>
    /// The one connection that writes, schema made. Not pooled: after a failure a fresh one must know nothing of the old.
    /// </summary>
    /// <exception cref="SqliteException">The file cannot be opened or written.</exception>
    public SqliteConnection OpenWriter()
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = path,
                Mode = SqliteOpenMode.ReadWriteCreate,
                Pooling = false,
                DefaultTimeout = Seconds(busyTimeout),
            }.ToString()
        );
        try
        {
            connection.Open();
            Execute(connection, WriterPragmas);
            // What is blanked or removed is overwritten, not only unlinked: otherwise a forgotten person stays readable on free pages.
            // It costs appending nothing, since appending frees nothing.
            Execute(connection, "PRAGMA secure_delete=ON;");
            // Statements that are run without SqliteCommand do not have its patience.
            raw.sqlite3_busy_timeout(connection.Handle!, (int)busyTimeout.TotalMilliseconds);
            LogSchema.Ensure(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>A reader of its own: in WAL mode it neither waits for the writer nor holds it up. From a pool.</summary>
    /// <exception cref="SqliteException">The file cannot be opened.</exception>
    public SqliteConnection OpenReader()
    {
        var connection = new SqliteConnection(_reader);
        connection.Open();
        return connection;
    }

    /// <summary>Closes pooled readers.</summary>
    public void Dispose()
    {
        using var connection = new SqliteConnection(_reader);
        SqliteConnection.ClearPool(connection);
    }

    internal static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static int Seconds(TimeSpan time) => Math.Max(1, (int)Math.Ceiling(time.TotalSeconds));
}
