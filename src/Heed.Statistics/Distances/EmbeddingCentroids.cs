using System.Numerics.Tensors;

namespace Heed.Statistics.Distances;

/// <summary>
/// How far the means of two sets of embeddings lie apart: the L2 distance in the embeddings' unit, and the cosine distance 1 − cos, 0 to 2,
/// which is NaN where a mean is the zero vector. It sees a shift of the mean and nothing else. Refused: an empty set, means of unequal
/// length, coordinates that are not finite. Source: elementary. See docs/statistics/embeddings.md.
/// </summary>
public static class EmbeddingCentroids
{
    /// <summary>Writes the column means of rows in a flat array; returns why it cannot.</summary>
    public static Refusal Centroid(ReadOnlySpan<double> rows, Span<double> centroid)
    {
        if (rows.IsEmpty) return Refusal.EmptySample;
        if (centroid.IsEmpty || rows.Length % centroid.Length != 0) return Refusal.LengthMismatch;
        centroid.Clear();
        for (int i = 0; i < rows.Length; i += centroid.Length) TensorPrimitives.Add(centroid, rows.Slice(i, centroid.Length), centroid);
        TensorPrimitives.Divide(centroid, rows.Length / centroid.Length, centroid);
        return PointSets.AllFinite(centroid) ? Refusal.None : Refusal.NonFinite;
    }

    public static CentroidComparison Compare(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        if (first.IsEmpty || second.IsEmpty) return CentroidComparison.Refused(Refusal.EmptySample);
        if (first.Length != second.Length) return CentroidComparison.Refused(Refusal.LengthMismatch);
        if (!PointSets.AllFinite(first) || !PointSets.AllFinite(second)) return CentroidComparison.Refused(Refusal.NonFinite);
        double norms = TensorPrimitives.Norm(first) * TensorPrimitives.Norm(second);
        double cosine = norms > 0 ? 1 - (TensorPrimitives.Dot(first, second) / norms) : double.NaN;
        return new CentroidComparison(TensorPrimitives.Distance(first, second), cosine);
    }
}
