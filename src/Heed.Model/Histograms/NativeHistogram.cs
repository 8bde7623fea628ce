namespace Heed.Model.Histograms;

/// <summary>
/// One sample of a native histogram, as Prometheus defines it: exponential buckets at both sides of a zero bucket, or custom buckets
/// with given bounds. Counts are floats, as queries see them; a histogram of integers has integral ones. Never changed once made.
/// </summary>
public sealed record NativeHistogram
{
    /// <summary>The schema of custom buckets.</summary>
    public const int CustomBucketsSchema = -53;

    public const int LeastSchema = -4;

    public const int GreatestSchema = 8;

    /// <summary>
    /// <see cref="LeastSchema"/> to <see cref="GreatestSchema"/>: bucket i ends at 2^(i·2^−schema), inclusively; or
    /// <see cref="CustomBucketsSchema"/>: bucket i ends at <see cref="CustomBounds"/>[i], the last one at +Inf.
    /// </summary>
    public required int Schema { get; init; }

    /// <summary>All observations, NaN ones included.</summary>
    public double Count { get; init; }

    public double Sum { get; init; }

    /// <summary>The zero bucket holds the observations of at most this absolute value.</summary>
    public double ZeroThreshold { get; init; }

    public double ZeroCount { get; init; }

    public IReadOnlyList<BucketSpan> PositiveSpans { get; init; } = [];

    /// <summary>The counts of the buckets that the spans name, in order; no running totals.</summary>
    public IReadOnlyList<double> PositiveCounts { get; init; } = [];

    public IReadOnlyList<BucketSpan> NegativeSpans { get; init; } = [];

    public IReadOnlyList<double> NegativeCounts { get; init; } = [];

    /// <summary>Ascending upper bounds of custom buckets, without +Inf; empty for exponential ones.</summary>
    public IReadOnlyList<double> CustomBounds { get; init; } = [];

    public CounterResetHint ResetHint { get; init; }

    public bool HasCustomBuckets => Schema == CustomBucketsSchema;

    /// <summary>A new walk over the positive buckets, or the custom ones.</summary>
    public BucketCursor PositiveSide => new(PositiveSpans, PositiveCounts);

    /// <summary>A new walk over the negative buckets, from the one nearest to zero on.</summary>
    public BucketCursor NegativeSide => new(NegativeSpans, NegativeCounts);
}
