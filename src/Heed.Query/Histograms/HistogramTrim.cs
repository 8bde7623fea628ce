using Heed.Model.Histograms;

namespace Heed.Query.Histograms;

/// <summary>
/// Removes the observations above or below a value: <c>&lt;/</c> and <c>&gt;/</c>. A bucket around the value is divided by the
/// interpolation of quantiles. The sum is estimated anew, with every observation in the middle of what is left of its bucket, unless
/// nothing had to go.
/// </summary>
public sealed class HistogramTrim
{
    private readonly double _at;
    private readonly bool _keepsBelow;
    private readonly bool _custom;
    private double _count;
    private double _sum;
    private bool _trimmed;

    private HistogramTrim(double at, bool keepsBelow, bool custom)
    {
        _at = at;
        _keepsBelow = keepsBelow;
        _custom = custom;
    }

    /// <param name="keepsBelow">Removes what is above the value; else what is below.</param>
    public static NativeHistogram Apply(NativeHistogram histogram, double at, bool keepsBelow) =>
        new HistogramTrim(at, keepsBelow, histogram.HasCustomBuckets).Trim(histogram);

    private NativeHistogram Trim(NativeHistogram histogram)
    {
        double[] positive = new double[histogram.PositiveCounts.Count];
        double[] negative = new double[histogram.NegativeCounts.Count];
        bool hasPositive = false;
        bool hasNegative = false;
        BucketCursor cursor = histogram.PositiveSide;
        for (int i = 0; cursor.MoveNext(); i++)
        {
            hasPositive |= cursor.Count != 0;
            positive[i] = Keep(HistogramBucket.Positive(histogram, cursor.Index, cursor.Count), above: true);
        }

        cursor = histogram.NegativeSide;
        for (int i = 0; cursor.MoveNext(); i++)
        {
            hasNegative |= cursor.Count != 0;
            negative[i] = Keep(HistogramBucket.Negative(histogram, cursor.Index, cursor.Count), above: false);
        }

        double zeros = histogram.ZeroCount > 0 ? KeepZero(HistogramBucket.Zero(histogram), hasNegative, hasPositive) : histogram.ZeroCount;
        if (!_trimmed) return histogram;
        return HistogramSum.Of(histogram with
        {
            PositiveCounts = positive,
            NegativeCounts = negative,
            ZeroCount = zeros,
            Count = _count,
            Sum = _sum,
        }).ToHistogram();
    }

    /// <summary>How many observations of a bucket stay.</summary>
    private double Keep(HistogramBucket bucket, bool above)
    {
        if (bucket.Count == 0) return 0;
        double kept;
        double middle;
        if (_keepsBelow ? bucket.Upper <= _at : bucket.Lower >= _at)
        {
            (kept, middle) = (bucket.Count, Middle(bucket.Lower, bucket.Upper, above));
        }
        else if (_keepsBelow ? bucket.Lower < _at : bucket.Upper > _at)
        {
            (kept, middle) = Divide(bucket, above);
        }
        else
        {
            _trimmed = true;
            return 0;
        }

        return Account(bucket.Count, kept, middle);
    }

    private double Account(double had, double kept, double middle)
    {
        _count += kept;
        _sum += middle * kept;
        _trimmed |= kept != had;
        return kept;
    }

    private (double Kept, double Middle) Divide(HistogramBucket bucket, bool above)
    {
        if (double.IsInfinity(bucket.Lower)) return DivideLowest(bucket);

        // How far up the observations of a bucket without an end lie is unknown: what might have to go goes, what might stay stays.
        if (double.IsInfinity(bucket.Upper)) return _keepsBelow ? (0, 0) : (bucket.Count, _at);
        double share = bucket.ShareBelow(_at, _custom);
        return _keepsBelow
            ? (bucket.Count * share, Middle(bucket.Lower, _at, above))
            : (bucket.Count - (bucket.Count * share), Middle(_at, bucket.Upper, above));
    }

    /// <summary>The lowest custom bucket begins at zero where it ends above; else it has no extent that could be divided.</summary>
    private (double Kept, double Middle) DivideLowest(HistogramBucket bucket)
    {
        bool fromZero = bucket.Upper > 0 && !double.IsInfinity(bucket.Upper) && _at >= 0;
        if (_keepsBelow)
        {
            if (fromZero && _at > 0) return (bucket.Count * _at / bucket.Upper, _at / 2);
            return bucket.Upper <= 0 ? (bucket.Count, _at) : (0, 0);
        }

        if (double.IsNegativeInfinity(_at)) return (bucket.Count, 0);
        return fromZero ? (bucket.Count * (1 - (_at / bucket.Upper)), (_at + bucket.Upper) / 2) : (0, 0);
    }

    /// <summary>The zero bucket is divided evenly, and has only the half that other buckets are in.</summary>
    private double KeepZero(HistogramBucket zero, bool hasNegative, bool hasPositive)
    {
        double lower = hasPositive && !hasNegative ? 0 : zero.Lower;
        double upper = hasNegative && !hasPositive ? 0 : zero.Upper;
        double from = _keepsBelow ? lower : Math.Max(lower, _at);
        double to = _keepsBelow ? Math.Min(upper, _at) : upper;
        if (_keepsBelow ? _at <= lower : _at >= upper) return Account(zero.Count, !_keepsBelow && _at <= lower ? zero.Count : 0, 0);
        bool whole = from == lower && to == upper;
        return Account(zero.Count, whole ? zero.Count : zero.Count * ((to - from) / (upper - lower)), (from + to) / 2);
    }

    private double Middle(double lower, double upper, bool above)
    {
        if (double.IsInfinity(lower)) return double.IsInfinity(upper) ? 0 : upper > 0 ? upper / 2 : upper;
        if (double.IsInfinity(upper)) return lower;
        if (_custom) return (lower + upper) / 2;
        double middle = Math.Sqrt(Math.Abs(lower * upper));
        return above ? middle : -middle;
    }
}
