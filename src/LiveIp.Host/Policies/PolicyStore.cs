using Microsoft.Data.Sqlite;

namespace LiveIp.Host.Policies;

/// <summary>What the operator agreed to, when and in which words. A write is durable when it returns.</summary>
internal sealed class PolicyStore
{
    private readonly string _connection;

    /// <param name="path">The host's state file; other tables in it belong to others.</param>
    public PolicyStore(string path)
    {
        _connection = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString();
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText =
            "CREATE TABLE IF NOT EXISTS policies (platform TEXT PRIMARY KEY, agreement_text TEXT NOT NULL, confirmed_at INTEGER NOT NULL)";
        command.ExecuteNonQuery();
        command.CommandText = "SELECT count(*) FROM pragma_table_info('policies') WHERE name = 'emulated'";
        if (command.ExecuteScalar() is 0L)
        {
            // What was agreed to before there was the word was agreed to for the platform itself.
            command.CommandText = "ALTER TABLE policies ADD COLUMN emulated INTEGER NOT NULL DEFAULT 0";
            command.ExecuteNonQuery();
        }
    }

    /// <summary>All agreements by platform.</summary>
    public Dictionary<string, Agreement> Load()
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT platform, agreement_text, confirmed_at, emulated FROM policies";
        using var reader = command.ExecuteReader();
        var found = new Dictionary<string, Agreement>(StringComparer.Ordinal);
        while (reader.Read())
        {
            found[reader.GetString(0)] = new(
                reader.GetString(1),
                DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(2)),
                reader.GetBoolean(3)
            );
        }

        return found;
    }

    public void Save(string platform, Agreement agreement)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText =
            "INSERT OR REPLACE INTO policies (platform, agreement_text, confirmed_at, emulated) VALUES ($platform, $text, $at, $emulated)";
        command.Parameters.AddWithValue("$platform", platform);
        command.Parameters.AddWithValue("$text", agreement.Text);
        command.Parameters.AddWithValue("$at", agreement.ConfirmedAt.ToUnixTimeMilliseconds());
        command.Parameters.AddWithValue("$emulated", agreement.Emulated);
        command.ExecuteNonQuery();
    }

    public void Remove(string platform)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = "DELETE FROM policies WHERE platform = $platform";
        command.Parameters.AddWithValue("$platform", platform);
        command.ExecuteNonQuery();
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connection);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;";
        command.ExecuteNonQuery();
        return connection;
    }
}

/// <summary>The text that was shown and confirmed (empty where the platform's terms need none), when, and whether it was for an emulator.</summary>
internal sealed record Agreement(string Text, DateTimeOffset ConfirmedAt, bool Emulated);
