using Heed.Model.Histograms;
using Heed.Storage.Wal;

namespace Heed.Storage.Chunks;

/// <summary>
/// What neighbouring histograms of a series usually share: where their buckets lie. A chunk holds histograms of one layout and says it
/// once. docs/formats/histogram-chunks.md draws the bytes.
/// </summary>
internal sealed class HistogramLayout
{
    /// <summary>Above this, a double does not tell neighbouring integers apart.</summary>
    private const double GreatestIntegral = 1L << 53;

    private readonly NativeHistogram _first;

    private HistogramLayout(NativeHistogram first, bool isIntegral)
    {
        _first = first;
        IsIntegral = isIntegral;
    }

    /// <summary>Every count is a whole number: packed as the difference to the one before.</summary>
    public bool IsIntegral { get; }

    /// <summary>Bucket counts of both sides, the count and the zero bucket's.</summary>
    public int CountsLength => 2 + _first.PositiveCounts.Count + _first.NegativeCounts.Count;

    public static HistogramLayout Of(NativeHistogram histogram) => new(histogram, HasIntegralCounts(histogram));

    /// <summary>Whether a histogram fits into a chunk of this layout.</summary>
    public bool Fits(NativeHistogram histogram) =>
        histogram.Schema == _first.Schema
        && SameBits(histogram.ZeroThreshold, _first.ZeroThreshold)
        && histogram.PositiveCounts.Count == _first.PositiveCounts.Count
        && histogram.NegativeCounts.Count == _first.NegativeCounts.Count
        && Same(histogram.PositiveSpans, _first.PositiveSpans)
        && Same(histogram.NegativeSpans, _first.NegativeSpans)
        && SameBits(histogram.CustomBounds, _first.CustomBounds)
        && HasIntegralCounts(histogram) == IsIntegral;

    public void WriteTo(RecordBuffer target)
    {
        target.AddByte(IsIntegral ? (byte)1 : (byte)0);
        target.AddSigned(_first.Schema);
        target.AddDouble(_first.ZeroThreshold);
        WriteSpans(target, _first.PositiveSpans);
        WriteSpans(target, _first.NegativeSpans);
        target.AddVarint((ulong)_first.PositiveCounts.Count);
        target.AddVarint((ulong)_first.NegativeCounts.Count);
        target.AddVarint((ulong)_first.CustomBounds.Count);
        foreach (double bound in _first.CustomBounds) target.AddDouble(bound);
    }

    /// <returns>Null where the bytes make no sense; then the reader has failed.</returns>
    public static HistogramLayout? Read(ref PayloadReader bytes)
    {
        int integral = bytes.ReadByte();
        long schema = bytes.ReadSigned();
        double zeroThreshold = bytes.ReadDouble();
        BucketSpan[] positive = ReadSpans(ref bytes);
        BucketSpan[] negative = ReadSpans(ref bytes);
        int positiveCounts = bytes.ReadCount();
        int negativeCounts = bytes.ReadCount();
        double[] bounds = new double[bytes.ReadCount()];
        for (int i = 0; i < bounds.Length; i++) bounds[i] = bytes.ReadDouble();
        if (integral > 1 || schema is < int.MinValue or > int.MaxValue) bytes.Fail();
        if (bytes.Failed) return null;
        NativeHistogram first = new()
        {
            Schema = (int)schema,
            ZeroThreshold = zeroThreshold,
            PositiveSpans = positive,
            NegativeSpans = negative,
            PositiveCounts = new double[positiveCounts],
            NegativeCounts = new double[negativeCounts],
            CustomBounds = bounds,
        };
        return new HistogramLayout(first, integral == 1);
    }

    /// <summary>The counts in the order in which they are packed.</summary>
    public static void CopyCounts(NativeHistogram histogram, Span<double> target)
    {
        target[0] = histogram.Count;
        target[1] = histogram.ZeroCount;
        int at = 2;
        for (int i = 0; i < histogram.PositiveCounts.Count; i++) target[at++] = histogram.PositiveCounts[i];
        for (int i = 0; i < histogram.NegativeCounts.Count; i++) target[at++] = histogram.NegativeCounts[i];
    }

    /// <summary>A histogram of this layout; spans and bounds are shared by all that a chunk gives.</summary>
    public NativeHistogram Make(ReadOnlySpan<double> counts, double sum, CounterResetHint hint)
    {
        int negativeAt = 2 + _first.PositiveCounts.Count;
        return _first with
        {
            Count = counts[0],
            ZeroCount = counts[1],
            Sum = sum,
            PositiveCounts = counts[2..negativeAt].ToArray(),
            NegativeCounts = counts[negativeAt..].ToArray(),
            ResetHint = hint,
        };
    }

    /// <summary>Whether two histograms are the same sample, by the bits of their numbers.</summary>
    public static bool AreSame(NativeHistogram left, NativeHistogram right) =>
        ReferenceEquals(left, right)
        || (Of(left).Fits(right)
            && left.ResetHint == right.ResetHint
            && SameBits(left.Count, right.Count)
            && SameBits(left.Sum, right.Sum)
            && SameBits(left.ZeroCount, right.ZeroCount)
            && SameBits(left.PositiveCounts, right.PositiveCounts)
            && SameBits(left.NegativeCounts, right.NegativeCounts));

    private static bool HasIntegralCounts(NativeHistogram histogram) =>
        IsIntegralNumber(histogram.Count)
        && IsIntegralNumber(histogram.ZeroCount)
        && AreIntegral(histogram.PositiveCounts)
        && AreIntegral(histogram.NegativeCounts);

    private static bool AreIntegral(IReadOnlyList<double> counts)
    {
        for (int i = 0; i < counts.Count; i++)
        {
            if (!IsIntegralNumber(counts[i])) return false;
        }

        return true;
    }

    /// <summary>The negative zero is not one: its sign would be lost.</summary>
    private static bool IsIntegralNumber(double value) =>
        Math.Abs(value) <= GreatestIntegral && SameBits((long)value, value);

    private static bool Same(IReadOnlyList<BucketSpan> left, IReadOnlyList<BucketSpan> right)
    {
        if (ReferenceEquals(left, right)) return true;
        if (left.Count != right.Count) return false;
        for (int i = 0; i < left.Count; i++)
        {
            if (left[i] != right[i]) return false;
        }

        return true;
    }

    private static bool SameBits(IReadOnlyList<double> left, IReadOnlyList<double> right)
    {
        if (ReferenceEquals(left, right)) return true;
        if (left.Count != right.Count) return false;
        for (int i = 0; i < left.Count; i++)
        {
            if (!SameBits(left[i], right[i])) return false;
        }

        return true;
    }

    private static bool SameBits(double left, double right) =>
        BitConverter.DoubleToUInt64Bits(left) == BitConverter.DoubleToUInt64Bits(right);

    private static void WriteSpans(RecordBuffer target, IReadOnlyList<BucketSpan> spans)
    {
        target.AddVarint((ulong)spans.Count);
        foreach (BucketSpan span in spans)
        {
            target.AddSigned(span.Offset);
            target.AddSigned(span.Length);
        }
    }

    private static BucketSpan[] ReadSpans(ref PayloadReader bytes)
    {
        BucketSpan[] spans = new BucketSpan[bytes.ReadCount()];
        for (int i = 0; i < spans.Length; i++)
        {
            spans[i] = new BucketSpan(unchecked((int)bytes.ReadSigned()), unchecked((int)bytes.ReadSigned()));
        }

        return spans;
    }
}
