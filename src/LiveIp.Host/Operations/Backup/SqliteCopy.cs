using LiveIp.Host.Storage;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace LiveIp.Host.Operations.Backup;

/// <summary>
/// SQLite's online backup of a file that is being written, from one snapshot. A reader of a write-ahead log holds up no writer; what
/// the copy costs is that the log file grows by what is written meanwhile.
/// </summary>
internal static class SqliteCopy
{
    /// <summary>4 MiB of 4 KiB pages between two looks at the token.</summary>
    private const int PagesAtATime = 1024;

    /// <summary>Copies <paramref name="source"/> to the new file <paramref name="target"/> and checks the copy.</summary>
    /// <param name="progress">Told pages done and pages in all.</param>
    /// <exception cref="SqliteException">One of the two cannot be read or written.</exception>
    /// <exception cref="InvalidDataException">The copy is damaged, and so the source is.</exception>
    public static void Copy(string source, string target, Action<long, long> progress, CancellationToken cancellationToken)
    {
        DurableFiles.MakeEmpty(target);
        using var from = Open(source, SqliteOpenMode.ReadOnly);
        using var to = Open(target, SqliteOpenMode.ReadWrite);
        // One snapshot for all steps: without it SQLite would begin again whenever somebody commits, and never end under load.
        LogDatabase.Execute(from, "BEGIN; SELECT count(*) FROM sqlite_master;");
        Step(from, to, progress, cancellationToken);
        LogDatabase.Execute(from, "ROLLBACK");
        // One file, without a write-ahead log beside it.
        LogDatabase.Execute(to, "PRAGMA journal_mode=DELETE;");
        Check(to, target);
    }

    public static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = path,
                Mode = mode,
                Pooling = false,
            }.ToString()
        );
        connection.Open();
        return connection;
    }

    private static void Step(SqliteConnection from, SqliteConnection to, Action<long, long> progress, CancellationToken cancellationToken)
    {
        using var backup =
            raw.sqlite3_backup_init(to.Handle, "main", from.Handle, "main")
            ?? throw new SqliteException("The copy cannot be begun.", raw.sqlite3_errcode(to.Handle));
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var result = raw.sqlite3_backup_step(backup, PagesAtATime);
            var all = raw.sqlite3_backup_pagecount(backup);
            progress(all - raw.sqlite3_backup_remaining(backup), all);
            if (result == raw.SQLITE_DONE)
            {
                return;
            }

            if (result != raw.SQLITE_OK)
            {
                throw new SqliteException($"The copy failed: {raw.sqlite3_errstr(result).utf8_to_string()}.", result);
            }
        }
    }

    // A backup that nobody has read is a hope.
    private static void Check(SqliteConnection connection, string path)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA quick_check(1)";
        if (command.ExecuteScalar() is not "ok" and var found)
        {
            throw new InvalidDataException($"{Path.GetFileName(path)} is damaged: {found}");
        }
    }
}
