using Heed.Model.Histograms;

namespace Heed.Query.Tests.Histograms;

/// <summary>
/// The slow twin of a histogram: a plain list of ranges and what each holds. It knows nothing of indexes, spans or schemas beyond
/// where a schema's buckets end, and finds the place of a range by looking at every bucket there might be.
/// </summary>
internal sealed class BucketMap
{
    private const int Reach = 400;

    private readonly List<(double Lower, double Upper, double Count)> _ranges = [];

    public int Schema { get; private set; }

    public double Threshold { get; private set; }

    public double Zeros { get; private set; }

    public IReadOnlyList<(double Lower, double Upper, double Count)> Ranges =>
        [.. _ranges.Where(r => r.Count != 0).OrderBy(r => r.Lower)];

    public static BucketMap Of(NativeHistogram histogram)
    {
        BucketMap map = new() { Schema = histogram.Schema, Threshold = histogram.ZeroThreshold, Zeros = histogram.ZeroCount };
        int index = 0;
        int at = 0;
        foreach (BucketSpan span in histogram.PositiveSpans)
        {
            index += span.Offset;
            for (int i = 0; i < span.Length; i++, index++, at++)
            {
                map._ranges.Add(histogram.HasCustomBuckets
                    ? (At(histogram.CustomBounds, index - 1), At(histogram.CustomBounds, index), histogram.PositiveCounts[at])
                    : (Power(histogram.Schema, index - 1), Power(histogram.Schema, index), histogram.PositiveCounts[at]));
            }
        }

        index = 0;
        at = 0;
        foreach (BucketSpan span in histogram.NegativeSpans)
        {
            index += span.Offset;
            for (int i = 0; i < span.Length; i++, index++, at++)
            {
                map._ranges.Add((-Power(histogram.Schema, index), -Power(histogram.Schema, index - 1), histogram.NegativeCounts[at]));
            }
        }

        return map;
    }

    public static BucketMap Sum(BucketMap a, BucketMap b, double sign)
    {
        while (a.Threshold != b.Threshold)
        {
            if (a.Threshold < b.Threshold) a.Widen(b.Threshold);
            else b.Widen(a.Threshold);
        }

        int schema = Math.Min(a.Schema, b.Schema);
        BucketMap sum = new() { Schema = schema, Threshold = a.Threshold, Zeros = a.Zeros + (sign * b.Zeros) };
        foreach ((double lower, double upper, double count) in a._ranges) sum.Put(lower, upper, count);
        foreach ((double lower, double upper, double count) in b._ranges) sum.Put(lower, upper, sign * count);
        return sum;
    }

    /// <summary>Custom buckets: every range goes to the one between neighbouring bounds that both have.</summary>
    public static BucketMap Sum(NativeHistogram a, NativeHistogram b)
    {
        double[] bounds = [double.NegativeInfinity, .. a.CustomBounds.Intersect(b.CustomBounds), double.PositiveInfinity];
        BucketMap sum = new();
        foreach ((double lower, double upper, double count) in Of(a)._ranges.Concat(Of(b)._ranges))
        {
            int i = 0;
            while (bounds[i + 1] < upper) i++;
            sum.Include(bounds[i], bounds[i + 1], count);
        }

        return sum;
    }

    private static double At(IReadOnlyList<double> bounds, int index) =>
        index < 0 ? double.NegativeInfinity : index < bounds.Count ? bounds[index] : double.PositiveInfinity;

    private static double Power(int schema, int index) => BucketBounds.Exponential(schema, index);

    private void Widen(double threshold)
    {
        while (_ranges.Exists(r => r.Count != 0 && Nearest(r) < threshold && Farthest(r) > threshold))
        {
            threshold = Farthest(_ranges.Find(r => r.Count != 0 && Nearest(r) < threshold && Farthest(r) > threshold));
        }

        Zeros += _ranges.Where(r => Nearest(r) < threshold).Sum(r => r.Count);
        _ranges.RemoveAll(r => Nearest(r) < threshold);
        Threshold = threshold;
    }

    private static double Nearest((double Lower, double Upper, double Count) range) => Math.Min(Math.Abs(range.Lower), Math.Abs(range.Upper));

    private static double Farthest((double Lower, double Upper, double Count) range) => Math.Max(Math.Abs(range.Lower), Math.Abs(range.Upper));

    private void Put(double lower, double upper, double count)
    {
        if (count == 0) return;
        bool negative = upper <= 0;
        double farthest = negative ? -lower : upper;
        int index = -Reach;
        while (Power(Schema, index) < farthest) index++;
        if (negative) Include(-Power(Schema, index), -Power(Schema, index - 1), count);
        else Include(Power(Schema, index - 1), Power(Schema, index), count);
    }

    private void Include(double lower, double upper, double count)
    {
        int at = _ranges.FindIndex(r => r.Lower == lower && r.Upper == upper);
        if (at < 0) _ranges.Add((lower, upper, count));
        else _ranges[at] = (lower, upper, _ranges[at].Count + count);
    }
}
