namespace Heed.Model.Histograms;

/// <summary>Whether a counter of histograms began anew between two samples of its series.</summary>
public static class CounterResets
{
    /// <summary>
    /// Trusts what the writer says of <paramref name="current"/>. Where it says nothing, a reset is any count that falls, that of one
    /// bucket included, and a change of layout that a growing histogram cannot go through: a finer schema, a smaller zero bucket, or
    /// a zero bucket that now ends within a bucket that was populated. Gauges are compared like counters.
    /// </summary>
    public static bool IsReset(NativeHistogram previous, NativeHistogram current)
    {
        if (current.ResetHint == CounterResetHint.Reset) return true;
        if (current.ResetHint == CounterResetHint.NoReset) return false;
        if (current.Count < previous.Count) return true;
        if (current.HasCustomBuckets)
        {
            if (!previous.HasCustomBuckets) return true;
            return BucketBounds.AreSame(current.CustomBounds, previous.CustomBounds)
                ? AnyFell(current.PositiveSide, previous.PositiveSide, 0, double.NegativeInfinity, current.Schema)
                : AnySharedRangeFell(previous, current);
        }

        if (current.Schema > previous.Schema || current.ZeroThreshold < previous.ZeroThreshold) return true;
        if (!TryZeroCount(previous, current.ZeroThreshold, out double previousZeros) || current.ZeroCount < previousZeros) return true;
        int halvings = previous.Schema - current.Schema;
        return AnyFell(current.PositiveSide, previous.PositiveSide, halvings, current.ZeroThreshold, current.Schema)
            || AnyFell(current.NegativeSide, previous.NegativeSide, halvings, current.ZeroThreshold, current.Schema);
    }

    /// <summary>
    /// What a store may say of a sample that it keeps behind <paramref name="previous"/>: what the writer said, else
    /// <see cref="CounterResetHint.NoReset"/> where both have the same layout and nothing fell. A reset that the store finds by
    /// itself stays <see cref="CounterResetHint.Unknown"/>: the sample before may be deleted, or another may come in between.
    /// </summary>
    /// <param name="previous">The newest histogram of the series; null where the series has none or another sample came after it.</param>
    public static CounterResetHint HintBehind(NativeHistogram? previous, NativeHistogram current)
    {
        if (current.ResetHint == CounterResetHint.Gauge) return CounterResetHint.Gauge;
        if (previous is null || previous.ResetHint == CounterResetHint.Gauge) return CounterResetHint.Unknown;
        bool sameLayout = current.Schema == previous.Schema
            && current.ZeroThreshold == previous.ZeroThreshold
            && BucketBounds.AreSame(current.CustomBounds, previous.CustomBounds);
        bool reset = !sameLayout
            || current.ResetHint == CounterResetHint.Reset
            || IsReset(previous, current with { ResetHint = CounterResetHint.Unknown });
        return reset ? CounterResetHint.Unknown : CounterResetHint.NoReset;
    }

    /// <summary>What the zero bucket would hold if it were wider; false where it would end within a populated bucket.</summary>
    private static bool TryZeroCount(NativeHistogram histogram, double threshold, out double count)
    {
        count = histogram.ZeroCount;
        if (threshold == histogram.ZeroThreshold) return true;
        return TryAddBelow(histogram.PositiveSide, histogram.Schema, threshold, ref count)
            && TryAddBelow(histogram.NegativeSide, histogram.Schema, threshold, ref count);
    }

    private static bool TryAddBelow(BucketCursor cursor, int schema, double threshold, ref double count)
    {
        while (cursor.MoveNext())
        {
            if (BucketBounds.Exponential(schema, cursor.Index - 1) >= threshold) break;
            if (cursor.Count != 0 && BucketBounds.Exponential(schema, cursor.Index) > threshold) return false;
            count += cursor.Count;
        }

        return true;
    }

    /// <summary>Whether any bucket beyond the threshold has less than its predecessors had together.</summary>
    private static bool AnyFell(BucketCursor current, BucketCursor previous, int halvings, double threshold, int schema)
    {
        bool hasCurrent = current.MoveNext();
        bool more = previous.MoveNext();
        while (more)
        {
            int index = BucketBounds.Coarser(previous.Index, halvings);
            double before = 0;
            for (; more && BucketBounds.Coarser(previous.Index, halvings) == index; more = previous.MoveNext()) before += previous.Count;
            while (hasCurrent && current.Index < index) hasCurrent = current.MoveNext();
            double now = hasCurrent && current.Index == index ? current.Count : 0;
            if (now < before && (double.IsNegativeInfinity(threshold) || BucketBounds.Exponential(schema, index) > threshold)) return true;
        }

        return false;
    }

    /// <summary>Whether the observations between two bounds that both custom layouts have became fewer.</summary>
    private static bool AnySharedRangeFell(NativeHistogram previous, NativeHistogram current)
    {
        BucketCursor before = previous.PositiveSide;
        BucketCursor now = current.PositiveSide;
        bool moreBefore = before.MoveNext();
        bool moreNow = now.MoveNext();
        int p = 0;
        int c = 0;
        while (p <= previous.CustomBounds.Count && c <= current.CustomBounds.Count)
        {
            double previousBound = BucketBounds.Custom(previous.CustomBounds, p);
            double currentBound = BucketBounds.Custom(current.CustomBounds, c);
            if (previousBound <= currentBound) p++;
            if (currentBound <= previousBound) c++;
            if (previousBound != currentBound) continue;
            double had = SumUpTo(ref before, ref moreBefore, p);
            double has = SumUpTo(ref now, ref moreNow, c);
            if (has < had) return true;
        }

        return false;
    }

    /// <summary>Adds up the buckets from where the cursor stands up to an index, and leaves it there.</summary>
    private static double SumUpTo(ref BucketCursor cursor, ref bool more, int index)
    {
        double sum = 0;
        for (; more && cursor.Index < index; more = cursor.MoveNext()) sum += cursor.Count;
        return sum;
    }
}
