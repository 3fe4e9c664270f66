using LiveIp.Host.Distribution;
using LiveIp.Host.Distribution.Announcing;
using LiveIp.Host.Distribution.Changing;
using LiveIp.Host.Distribution.HandingOff;
using LiveIp.Host.Distribution.Media;
using LiveIp.Host.Distribution.Preparing;
using LiveIp.Host.Distribution.Redirects;
using LiveIp.Host.Distribution.Returns;
using Microsoft.Data.Sqlite;

namespace LiveIp.Host.Channels.State;

/// <summary>
/// <c>&lt;data&gt;/state.db</c>: channels, requests, posts, deliveries, suggestions and lines of chat. One connection behind one lock: these tables change when
/// a person or the outbox acts, never per event, and one writer at a time is what SQLite does anyway.
/// </summary>
internal sealed class StateDatabase : IDisposable
{
    private readonly Lock _lock = new();
    private readonly SqliteConnection _connection;

    public StateDatabase(LiveIpOptions options)
    {
        Directory.CreateDirectory(options.DataDirectory);
        var path = Path.Combine(options.DataDirectory, "state.db");
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        _connection.Open();

        // FULL: what was answered as stored survives a power cut, not only a crash.
        Execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=5000; PRAGMA foreign_keys=ON;");
        // A forgotten person is not to stay readable where a row was.
        Execute("PRAGMA secure_delete=ON;");
        Execute(StateSchema.Sql);
        Execute(HandoffRows.Schema);
        Execute(ChangeSchema.Sql);
        Execute(AnnouncerSchema.Sql);
        Execute(ReturnSchema.Sql);
        Execute(RedirectSchema.Sql);
        Execute(OutboxSchema.Sql);
        Execute(MediaRows.Schema);
        Execute(DeliveryCheckpoints.Schema);
    }

    /// <summary>Runs <paramref name="work"/> in a transaction that is durable when this returns, and undone when it throws.</summary>
    public T Write<T>(Func<SqliteConnection, T> work)
    {
        lock (_lock)
        {
            using var transaction = _connection.BeginTransaction();
            var result = work(_connection);
            transaction.Commit();
            return result;
        }
    }

    /// <summary>Runs <paramref name="work"/> without a transaction. It must not hand out anything that reads on later.</summary>
    public T Read<T>(Func<SqliteConnection, T> work)
    {
        lock (_lock)
        {
            return work(_connection);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _connection.Dispose();
        }
    }

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this assembly.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
