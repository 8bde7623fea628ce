namespace Heed.Ingest.Files;

/// <summary>How a <see cref="RowReader"/> takes a file.</summary>
public sealed record RowOptions
{
    /// <value>The format. Default: found out.</value>
    public RowFormat Format { get; init; }

    /// <value>Columns of a CSV file by what they mean, beside or in place of the usual names. Names are matched exactly.</value>
    public IReadOnlyDictionary<RowColumn, string> Columns { get; init; } = new Dictionary<RowColumn, string>();

    /// <value>Columns of a CSV file that are features whatever they are called.</value>
    public IReadOnlyList<string> Features { get; init; } = [];

    /// <value>Bytes of one row, 1 KiB to 64 MiB. Default: 1 MiB.</value>
    public int MaxRowBytes { get; init; } = Events.EventLimits.DefaultMaxLineBytes;
}
