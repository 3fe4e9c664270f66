using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace LiveIp.Host.Storage;

/// <summary>
/// A prepared statement that is used again and again, its parameters by position: $0, $1, … Straight on SQLite's own calls: the
/// writer runs several of them per event, and SqliteCommand costs more than what they do.
/// </summary>
internal sealed class Statement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private readonly int[] _index;
    private readonly long?[] _bound;

    /// <exception cref="SqliteException">The text is not SQL.</exception>
    public Statement(SqliteConnection connection, string sql, int parameters)
    {
        _database = connection.Handle ?? throw new InvalidOperationException("The connection is closed.");
        Check(raw.sqlite3_prepare_v3(_database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
        // SQLite numbers them by their first appearance; 0 stands for one that does not appear.
        _index = [.. Enumerable.Range(0, parameters).Select(i => raw.sqlite3_bind_parameter_index(_statement, $"${i}"))];
        _bound = new long?[parameters];
    }

    /// <summary>Runs it for its effect, and says how many rows were changed.</summary>
    /// <exception cref="SqliteException">It could not be run.</exception>
    public int Run(params ReadOnlySpan<SqlValue> values)
    {
        using var rows = Query(values);
        while (rows.Read()) { }

        return raw.sqlite3_changes(_database);
    }

    /// <summary>The first column of the first row when it is a number; null when there is no row or no number.</summary>
    /// <exception cref="SqliteException">It could not be run.</exception>
    public long? Scalar(params ReadOnlySpan<SqlValue> values)
    {
        using var rows = Query(values);
        return rows.Read() && !rows.IsDBNull(0) ? rows.GetInt64(0) : null;
    }

    /// <summary>The rows. The caller disposes them before it uses the statement again.</summary>
    /// <exception cref="SqliteException">A value could not be bound.</exception>
    public Rows Query(params ReadOnlySpan<SqlValue> values)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, _index.Length);
        for (var i = 0; i < values.Length; i++)
        {
            // What is bound stays bound, and neighbours in a batch share half of their numbers.
            var number = values[i].Kind == SqlKind.Number ? values[i].Number : (long?)null;
            if (_index[i] > 0 && (number is null || number != _bound[i]))
            {
                _bound[i] = null;
                Bind(_index[i], values[i]);
                _bound[i] = number;
            }
        }

        return new(this);
    }

    public void Dispose() => _statement.Dispose();

    private void Bind(int index, SqlValue value) =>
        Check(
            value.Kind switch
            {
                SqlKind.Number => raw.sqlite3_bind_int64(_statement, index, value.Number),
                SqlKind.Bytes => raw.sqlite3_bind_blob(_statement, index, value.Bytes),
                SqlKind.Text => raw.sqlite3_bind_text(_statement, index, value.Text),
                _ => raw.sqlite3_bind_null(_statement, index),
            }
        );

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
        {
            SqliteException.ThrowExceptionForRC(result, _database);
        }
    }

    /// <summary>What a query found, row by row.</summary>
    internal readonly ref struct Rows(Statement owner)
    {
        public bool Read()
        {
            var result = raw.sqlite3_step(owner._statement);
            if (result is not (raw.SQLITE_ROW or raw.SQLITE_DONE))
            {
                SqliteException.ThrowExceptionForRC(result, owner._database);
            }

            return result == raw.SQLITE_ROW;
        }

        public bool IsDBNull(int column) => raw.sqlite3_column_type(owner._statement, column) == raw.SQLITE_NULL;

        public long GetInt64(int column) => raw.sqlite3_column_int64(owner._statement, column);

        public string GetString(int column) => raw.sqlite3_column_text(owner._statement, column).utf8_to_string();

        /// <summary>Valid until the next row.</summary>
        public ReadOnlySpan<byte> GetBytes(int column) => raw.sqlite3_column_blob(owner._statement, column);

        /// <summary>Frees the statement for its next use. What went wrong was thrown by <see cref="Read"/> and is not said again.</summary>
        public void Dispose() => _ = raw.sqlite3_reset(owner._statement);
    }
}
