using Microsoft.Data.Sqlite;

namespace LiveIp.Host.Channels.State;

/// <summary>Short forms for the few statements of the state database.</summary>
internal static class SqliteExtensions
{
    public static int Run(this SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using var command = connection.Prepare(sql, parameters);
        return command.ExecuteNonQuery();
    }

    public static long Count(this SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using var command = connection.Prepare(sql, parameters);
        return command.ExecuteScalar() is long number ? number : 0;
    }

    public static List<T> Rows<T>(
        this SqliteConnection connection,
        Func<SqliteDataReader, T> map,
        string sql,
        params ReadOnlySpan<(string Name, object Value)> parameters
    )
    {
        using var command = connection.Prepare(sql, parameters);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(map(reader));
        }

        return rows;
    }

    public static DateTimeOffset Time(this SqliteDataReader reader, int column) =>
        DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(column));

    /// <summary>A time that may be missing, as <see cref="Milliseconds"/> wrote it.</summary>
    public static DateTimeOffset? TimeOrNull(this SqliteDataReader reader, int column) =>
        reader.GetInt64(column) is 0 ? null : reader.Time(column);

    /// <summary>Unix milliseconds; 0 for a time that is missing.</summary>
    public static long Milliseconds(this DateTimeOffset? time) => time?.ToUnixTimeMilliseconds() ?? 0;

    private static SqliteCommand Prepare(this SqliteConnection connection, string sql, ReadOnlySpan<(string Name, object Value)> parameters)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Statements are constants of this assembly; values are parameters.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return command;
    }
}
