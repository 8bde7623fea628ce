namespace Heed.Ingest.Otlp;

/// <summary>A data point of any kind; what its kind does not have stays empty.</summary>
internal sealed class OtlpPoint
{
    private const uint NoRecordedValueFlag = 1;
    private const ulong NanosecondsPerMillisecond = 1_000_000;

    public List<OtlpAttribute> Attributes { get; } = [];

    public ulong TimeNanoseconds { get; set; }

    public uint Flags { get; set; }

    public double Value { get; set; }

    public ulong Count { get; set; }

    /// <summary>Null where nobody says: sums of negative observations are no counters.</summary>
    public double? Sum { get; set; }

    public List<ulong> BucketCounts { get; } = [];

    public List<double> Bounds { get; } = [];

    public int Scale { get; set; }

    public ulong ZeroCount { get; set; }

    public double ZeroThreshold { get; set; }

    public OtlpBuckets Positive { get; } = new();

    public OtlpBuckets Negative { get; } = new();

    public List<(double Quantile, double Value)> Quantiles { get; } = [];

    public long TimeMs => (long)(TimeNanoseconds / NanosecondsPerMillisecond);

    /// <summary>Says that the series has ended for now.</summary>
    public bool IsStale => (Flags & NoRecordedValueFlag) != 0;
}
