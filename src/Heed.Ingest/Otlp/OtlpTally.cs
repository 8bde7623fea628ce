namespace Heed.Ingest.Otlp;

/// <summary>What became of data points. A running total where requests are added up.</summary>
public sealed record OtlpTally
{
    /// <summary>Points of which every sample is in the store.</summary>
    public long PointsWritten { get; internal set; }

    /// <summary>Points of metrics that count since the point before.</summary>
    public long DeltaRefused { get; internal set; }

    /// <summary>Points that contradict themselves, or whose metric has no name.</summary>
    public long InvalidRefused { get; internal set; }

    /// <summary>Points of which the store refused a sample: out of order, in conflict or beyond a limit.</summary>
    public long StoreRefused { get; internal set; }

    public long Refused => DeltaRefused + InvalidRefused + StoreRefused;

    internal void Add(OtlpTally other)
    {
        PointsWritten += other.PointsWritten;
        DeltaRefused += other.DeltaRefused;
        InvalidRefused += other.InvalidRefused;
        StoreRefused += other.StoreRefused;
    }
}
