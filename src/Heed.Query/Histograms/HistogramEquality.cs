using Heed.Model.Histograms;

namespace Heed.Query.Histograms;

/// <summary>Whether two histograms say the same: layout and every populated bucket, bit for bit; hints apart.</summary>
public static class HistogramEquality
{
    public static bool AreEqual(NativeHistogram a, NativeHistogram b)
    {
        if (ReferenceEquals(a, b)) return true;
        return a.Schema == b.Schema
            && SameBits(a.Count, b.Count)
            && SameBits(a.Sum, b.Sum)
            && a.ZeroThreshold == b.ZeroThreshold
            && SameBits(a.ZeroCount, b.ZeroCount)
            && BucketBounds.AreSame(a.CustomBounds, b.CustomBounds)
            && SameBuckets(a.PositiveSide, b.PositiveSide)
            && SameBuckets(a.NegativeSide, b.NegativeSide);
    }

    private static bool SameBuckets(BucketCursor a, BucketCursor b)
    {
        while (true)
        {
            bool moreA = MoveToPopulated(ref a);
            if (moreA != MoveToPopulated(ref b)) return false;
            if (!moreA) return true;
            if (a.Index != b.Index || !SameBits(a.Count, b.Count)) return false;
        }
    }

    private static bool MoveToPopulated(ref BucketCursor cursor)
    {
        while (cursor.MoveNext())
        {
            if (cursor.Count != 0) return true;
        }

        return false;
    }

    private static bool SameBits(double a, double b) => BitConverter.DoubleToInt64Bits(a) == BitConverter.DoubleToInt64Bits(b);
}
