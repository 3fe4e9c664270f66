using System.Runtime.CompilerServices;
using System.Text;
using Parquet;
using Parquet.Schema;

namespace LiveIp.Host.Reports.Tables;

/// <summary>Writes a table in pieces. In memory is one piece, or one row group, however long the table is.</summary>
internal static class TableWriter
{
    /// <summary>Rows of a row group: enough to compress well, little enough to hold.</summary>
    public const int RowGroup = 5000;

    /// <summary>Letters of a piece of CSV.</summary>
    private const int Piece = 64 * 1024;

    /// <summary>UTF-8 after RFC 4180.</summary>
    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> CsvAsync(
        ExportTable table,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        var text = new StringBuilder();
        CsvText.Line(text, table.Columns.Select(static c => (object?)c.Name));
        foreach (var row in table.Rows)
        {
            CsvText.Line(text, row);
            if (text.Length >= Piece)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return Encoding.UTF8.GetBytes(text.ToString());
                text.Clear();
            }
        }

        yield return Encoding.UTF8.GetBytes(text.ToString());
        await Task.CompletedTask.ConfigureAwait(false);
    }

    /// <summary>Apache Parquet: every column may be null.</summary>
    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> ParquetAsync(
        ExportTable table,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        var fields = table.Columns.Select(Field).ToArray();
        using var pieces = new PieceStream();
        var writer = await ParquetWriter
            .CreateAsync(new ParquetSchema(fields), pieces, cancellationToken: cancellationToken)
            .ConfigureAwait(false);
        await using (writer.ConfigureAwait(false))
        {
            foreach (var rows in table.Rows.Chunk(RowGroup))
            {
                cancellationToken.ThrowIfCancellationRequested();
                using (var group = writer.CreateRowGroup())
                {
                    foreach (var (i, column) in table.Columns.Index())
                    {
                        await WriteAsync(group, fields[i], column.Kind, rows.Select(r => r[i]), cancellationToken).ConfigureAwait(false);
                    }
                }

                yield return pieces.Take();
            }
        }

        // The end of the file names all row groups.
        yield return pieces.Take();
    }

    private static DataField Field(ExportColumn column) =>
        column.Kind switch
        {
            ColumnKind.Text => new DataField<string>(column.Name),
            ColumnKind.Number => new DataField<double?>(column.Name),
            ColumnKind.Whole => new DataField<long?>(column.Name),
            ColumnKind.Flag => new DataField<bool?>(column.Name),
            _ => new DateTimeDataField(column.Name, DateTimeFormat.DateAndTime, isAdjustedToUTC: true, isNullable: true),
        };

    private static async Task WriteAsync(
        ParquetRowGroupWriter group,
        DataField field,
        ColumnKind kind,
        IEnumerable<object?> values,
        CancellationToken cancellationToken
    )
    {
        var writing = kind switch
        {
            ColumnKind.Text => group.WriteAsync(field, values.Cast<string?>().ToArray()!),
            ColumnKind.Number => All<double>(),
            ColumnKind.Whole => All<long>(),
            ColumnKind.Flag => All<bool>(),
            _ => All<DateTime>(),
        };
        await writing.ConfigureAwait(false);

        Task All<T>()
            where T : struct => group.WriteAsync<T>(field, values.Cast<T?>().ToArray().AsMemory(), cancellationToken: cancellationToken);
    }
}
