namespace LiveIp.Host.Reports.Tables;

/// <summary>A table for other tools. Rows are made one after the other, as they are read.</summary>
internal sealed record ExportTable
{
    public required string Name { get; init; }

    public required IReadOnlyList<ExportColumn> Columns { get; init; }

    /// <summary>A value for each column; null is unknown.</summary>
    public required IEnumerable<object?[]> Rows { get; init; }
}

/// <param name="Name">In lower case; with the unit, where it has one.</param>
internal sealed record ExportColumn(string Name, ColumnKind Kind);

internal enum ColumnKind
{
    Text,

    /// <summary>double</summary>
    Number,

    /// <summary>long</summary>
    Whole,

    /// <summary>bool</summary>
    Flag,

    /// <summary>DateTime in UTC, to the millisecond.</summary>
    Time,
}
