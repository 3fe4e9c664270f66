using System.Globalization;
using System.Text;
using CsCheck;
using LiveIp.Host.Reports.Tables;
using Parquet;
using Parquet.Schema;

namespace LiveIp.Host.Tests.Reports;

public sealed class TableWriterTests
{
    private static readonly ExportColumn[] Columns =
    [
        new("text", ColumnKind.Text),
        new("number_s", ColumnKind.Number),
        new("whole_min", ColumnKind.Whole),
        new("flag", ColumnKind.Flag),
        new("time_utc", ColumnKind.Time),
    ];

    private static readonly Gen<string> Letters = Gen.OneOf(
        Gen.Char["=+-@,\"\r\n\t a中'"].Array[1, 12].Select(static c => new string(c)),
        Gen.Const("=1+1"),
        Gen.Const("第一场，“直播”")
    );

    private static readonly Gen<object?[]> Row = Gen.Select(
        Maybe(Letters),
        Maybe(Gen.Double[-1e9, 1e9]),
        Maybe(Gen.Long),
        Maybe(Gen.Bool),
        Maybe(Gen.Long[0, 4_000_000_000_000].Select(static ms => DateTimeOffset.FromUnixTimeMilliseconds(ms).UtcDateTime)),
        static (text, number, whole, flag, time) => new[] { text, number, whole, flag, time }
    );

    [Fact]
    public Task Parquet_read_back_equals_the_csv() =>
        Row.Array[0, 40]
            .SampleAsync(
                static async rows =>
                {
                    var table = Table(rows);
                    var csv = CsvReader.Read(Encoding.UTF8.GetString(await AllAsync(TableWriter.CsvAsync(table))));
                    var parquet = await ReadAsync(await AllAsync(TableWriter.ParquetAsync(table)));

                    Assert.Equal(Columns.Select(static c => c.Name), csv[0]);
                    Assert.Equal(rows.Length, csv.Count - 1);
                    Assert.Equal(csv.Skip(1), parquet.Select(static r => r.Select(AsCsv).ToArray()));
                },
                iter: 100
            );

    [Fact]
    public void No_text_begins_like_a_formula() =>
        Letters.Sample(static text =>
        {
            var field = Assert.Single(Assert.Single(CsvReader.Read(CsvText.Field(text) + "\r\n")));
            Assert.False(field.TrimStart() is ['=' or '+' or '-' or '@', ..], field);
            Assert.EndsWith(text, field, StringComparison.Ordinal);
        });

    [Fact]
    public void Negative_numbers_stay_numbers()
    {
        var line = new StringBuilder();
        CsvText.Line(line, [-1.5, -3L, null, "-x", true]);
        Assert.Equal("-1.5,-3,,'-x,true\r\n", line.ToString());
    }

    [Fact]
    public async Task A_long_table_goes_in_pieces_and_rows_are_made_when_their_turn_comes()
    {
        var made = 0;
        var table = new ExportTable
        {
            Name = "long",
            Columns = Columns,
            Rows = Enumerable
                .Range(0, 4 * TableWriter.RowGroup)
                .Select(i =>
                {
                    made++;
                    return new object?[] { $"row {i}", i / 7.0, (long)i, i % 2 == 0, DateTime.UnixEpoch.AddMinutes(i) };
                }),
        };

        var ahead = 0;
        var pieces = 0;
        var whole = new MemoryStream();
        await foreach (var piece in TableWriter.ParquetAsync(table, TestContext.Current.CancellationToken))
        {
            pieces++;
            ahead = Math.Max(ahead, made - (pieces * TableWriter.RowGroup));
            whole.Write(piece.Span);
        }

        Assert.Equal((5, 4 * TableWriter.RowGroup), (pieces, made));
        Assert.True(ahead <= 0, $"{ahead} rows were made before their row group was taken");
        Assert.Equal(made, (await ReadAsync(whole.ToArray())).Count);
        made = 0;
        await foreach (var piece in TableWriter.CsvAsync(table, TestContext.Current.CancellationToken))
        {
            Assert.InRange(piece.Length, 1, 80 * 1024);
        }
    }

    private static Gen<object?> Maybe<T>(Gen<T> value) =>
        Gen.Select(value, Gen.Int[0, 3], static (v, chance) => chance == 0 ? null : (object?)v);

    private static ExportTable Table(object?[][] rows) =>
        new()
        {
            Name = "test",
            Columns = Columns,
            Rows = rows,
        };

    // An empty text and none read the same in CSV; in front of a formula stands an apostrophe.
    private static string AsCsv(object? value) => CsvReader.Read(CsvText.Field(value) + "\r\n") is [[var field], ..] ? field : "";

    private static async Task<byte[]> AllAsync(IAsyncEnumerable<ReadOnlyMemory<byte>> pieces)
    {
        using var all = new MemoryStream();
        await foreach (var piece in pieces)
        {
            all.Write(piece.Span);
        }

        return all.ToArray();
    }

    private static async Task<List<object?[]>> ReadAsync(byte[] file)
    {
        using var stream = new MemoryStream(file);
        await using var reader = await ParquetReader.CreateAsync(stream);
        var rows = new List<object?[]>();
        for (var g = 0; g < reader.RowGroupCount; g++)
        {
            using var group = reader.OpenRowGroupReader(g);
            var count = (int)group.RowCount;
            var columns = new List<object?[]>();
            foreach (var (field, column) in reader.Schema.GetDataFields().Zip(Columns))
            {
                Assert.Equal(column.Name, field.Name);
                columns.Add(
                    column.Kind switch
                    {
                        ColumnKind.Text => await TextsAsync(group, field, count),
                        ColumnKind.Number => await ValuesAsync<double>(group, field, count),
                        ColumnKind.Whole => await ValuesAsync<long>(group, field, count),
                        ColumnKind.Flag => await ValuesAsync<bool>(group, field, count),
                        _ => await ValuesAsync<DateTime>(group, field, count),
                    }
                );
            }

            rows.AddRange(Enumerable.Range(0, count).Select(i => columns.Select(c => c[i]).ToArray()));
        }

        return rows;
    }

    private static async Task<object?[]> TextsAsync(ParquetRowGroupReader group, DataField field, int count)
    {
        var values = new string?[count];
        await group.ReadAsync(field, values.AsMemory()!);
        return values;
    }

    private static async Task<object?[]> ValuesAsync<T>(ParquetRowGroupReader group, DataField field, int count)
        where T : struct
    {
        var values = new T?[count];
        await group.ReadAsync<T>(field, values.AsMemory());
        return [.. values.Select(static v => (object?)v)];
    }
}
