using Microsoft.Data.Sqlite;

namespace LiveIp.Host.Plugins.Settings;

/// <summary>Texts of settings that differ from their defaults, in the state database. Secrets are not here, they are in the vault.</summary>
internal sealed class SettingsStore
{
    private readonly string _connectionString;

    public SettingsStore(LiveIpOptions options)
    {
        Directory.CreateDirectory(options.DataDirectory);
        _connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(options.DataDirectory, "state.db"),
            DefaultTimeout = 10,
        }.ToString();
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = """
            PRAGMA journal_mode = WAL;
            CREATE TABLE IF NOT EXISTS settings (
                extension TEXT NOT NULL,
                key TEXT NOT NULL,
                value TEXT NOT NULL,
                PRIMARY KEY (extension, key)
            ) WITHOUT ROWID;
            """;
        command.ExecuteNonQuery();
    }

    public Dictionary<string, string> Read(string extension)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT key, value FROM settings WHERE extension = $extension";
        command.Parameters.AddWithValue("$extension", extension);
        using var reader = command.ExecuteReader();
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        while (reader.Read())
            values[reader.GetString(0)] = reader.GetString(1);
        return values;
    }

    /// <summary>All or nothing, durable on return; null removes.</summary>
    public void Write(string extension, IReadOnlyDictionary<string, string?> values)
    {
        using var connection = Open();
        using var transaction = connection.BeginTransaction();
        foreach (var (key, value) in values)
        {
            using var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = value is null
                ? "DELETE FROM settings WHERE extension = $extension AND key = $key"
                : "INSERT INTO settings VALUES ($extension, $key, $value) ON CONFLICT DO UPDATE SET value = excluded.value";
            command.Parameters.AddWithValue("$extension", extension);
            command.Parameters.AddWithValue("$key", key);
            if (value is not null)
                command.Parameters.AddWithValue("$value", value);
            command.ExecuteNonQuery();
        }
        transaction.Commit();
    }

    /// <summary>Removes all of them, durable on return.</summary>
    public void Forget(string extension)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = "DELETE FROM settings WHERE extension = $extension";
        command.Parameters.AddWithValue("$extension", extension);
        command.ExecuteNonQuery();
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA synchronous = FULL";
        command.ExecuteNonQuery();
        return connection;
    }
}
