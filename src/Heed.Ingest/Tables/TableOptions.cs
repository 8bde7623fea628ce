namespace Heed.Ingest.Tables;

/// <summary>How a <see cref="TableReader"/> takes a file.</summary>
public sealed record TableOptions
{
    /// <value>Bytes of one row, 1 KiB to 64 MiB. Default: 1 MiB.</value>
    public int MaxRowBytes { get; init; } = Events.EventLimits.DefaultMaxLineBytes;

    /// <value>Bytes of a CSV file that one lane takes at a time, at least 1. Default: 256 KiB.</value>
    public int BlockBytes { get; init; } = 256 << 10;

    /// <value>Problems that are kept with their lines; all are counted. Default: 5.</value>
    public int ProblemsKept { get; init; } = 5;
}
