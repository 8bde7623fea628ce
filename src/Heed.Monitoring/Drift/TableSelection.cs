namespace Heed.Monitoring.Drift;

/// <summary>Which columns and rows of a table are looked at.</summary>
public sealed record TableSelection
{
    /// <value>Only these columns; empty, the default, for all.</value>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <value>Not these columns.</value>
    public IReadOnlyList<string> Excluded { get; init; } = [];

    /// <value>Only rows in which this column has <see cref="SegmentValue"/>; null, the default, for all rows.</value>
    public string? SegmentColumn { get; init; }

    /// <value>As written in the file.</value>
    public string SegmentValue { get; init; } = "";

    public bool Takes(string column) =>
        column != SegmentColumn && !Excluded.Contains(column) && (Columns.Count == 0 || Columns.Contains(column));
}
