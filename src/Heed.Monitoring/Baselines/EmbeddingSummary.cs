using System.Numerics.Tensors;

using Heed.Model.Records;
using Heed.Monitoring.Embeddings;
using Heed.Monitoring.Evidence;
using Heed.Statistics.Distances;

using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace Heed.Monitoring.Baselines;

/// <summary>Makes the <see cref="EmbeddingBaseline"/> of rows that were read.</summary>
internal static class EmbeddingSummary
{
    /// <summary>Usable rows below which embeddings are in no figure.</summary>
    public const int LeastRows = 200;

    // A direction with less of the largest variance is one in which the embeddings do not vary.
    private const double LeastVariance = 1e-8;

    /// <summary>Why there is none, in words.</summary>
    public static string Problem(EmbeddingColumn column) => column.Usable < LeastRows
        ? $"expected at least {LeastRows} rows with one of equal length, at most {ModelSchema.LongestEmbedding}, found {column.Usable}"
        : "expected embeddings that differ, found all alike";

    /// <summary>Null with too few rows, or where all are alike.</summary>
    public static EmbeddingBaseline? Of(EmbeddingColumn column, RowBlocks blocks)
    {
        if (column.Usable < LeastRows) return null;
        (float[] centroid, double spread) = column.Centre();
        List<float[]> sketches = Centred(column, centroid);
        if (DirectionsOf(sketches) is not { } directions) return null;
        double sigma = FourierFeatures.WidthOf(Flat(sketches), sketches[0].Length);
        if (!(sigma > 0)) return null;
        EmbeddingAxes axes = AxesOf(sketches, directions);
        ShareVariation variation = VariationOf(column, axes, blocks);
        return new EmbeddingBaseline(centroid, spread, axes, sigma, Features(sketches, centroid.Length, sigma), sketches.Count, variation);
    }

    /// <summary>Takes the centre from the column's sketches; returns the usable ones.</summary>
    private static List<float[]> Centred(EmbeddingColumn column, float[] centroid)
    {
        float[] centre = new float[EmbeddingSketch.LengthOf(centroid.Length)];
        EmbeddingSketch.Of(centroid, centre);
        List<float[]> sketches = [];
        foreach (EmbeddingColumn.Row row in column.Rows)
        {
            if (row.Sketch is null) continue;
            TensorPrimitives.Subtract(row.Sketch, centre, row.Sketch);
            sketches.Add(row.Sketch);
        }

        return sketches;
    }

    /// <summary>Eigenvectors divided by the root of their eigenvalues.</summary>
    private static float[]? DirectionsOf(List<float[]> sketches)
    {
        int columns = sketches[0].Length;
        Matrix<double> covariance = Matrix<double>.Build.Dense(columns, columns);
        foreach (float[] sketch in sketches)
        {
            for (int i = 0; i < columns; i++)
            {
                for (int j = 0; j < columns; j++) covariance[i, j] += (double)sketch[i] * sketch[j] / sketches.Count;
            }
        }

        // The factorisation orders eigenvalues upwards.
        Evd<double> parts = covariance.Evd(Symmetricity.Symmetric);
        double largest = parts.EigenValues[columns - 1].Real;
        if (!(largest > 0)) return null;
        List<int> kept = [.. Enumerable.Range(0, columns).Where(i => parts.EigenValues[i].Real > LeastVariance * largest).Reverse()];
        if (kept.Count > EmbeddingAxes.MostAxes)
        {
            kept = [.. kept.Take(EmbeddingAxes.MostAxes / 2), .. kept.TakeLast(EmbeddingAxes.MostAxes / 2)];
        }

        return [.. kept.SelectMany(i => parts.EigenVectors.Column(i).Select(x => (float)(x / Math.Sqrt(parts.EigenValues[i].Real))))];
    }

    private static EmbeddingAxes AxesOf(List<float[]> sketches, float[] directions)
    {
        int count = (directions.Length / sketches[0].Length) + EmbeddingAxes.Extras;
        float[][] values = [.. Enumerable.Range(0, count).Select(_ => new float[sketches.Count])];
        float[] found = new float[count];
        for (int row = 0; row < sketches.Count; row++)
        {
            EmbeddingAxes.Find(directions, sketches[row], found);
            for (int i = 0; i < count; i++) values[i][row] = found[i];
        }

        foreach (float[] sorted in values) Array.Sort(sorted);
        int low = (int)(EmbeddingAxes.Fifth * (sketches.Count - 1));
        return new EmbeddingAxes(directions, [.. values.Select(v => v[low])], [.. values.Select(v => v[^(low + 1)])]);
    }

    private static double[] Features(List<float[]> sketches, int dimension, double sigma)
    {
        FourierFeatures map = EmbeddingBaseline.MapOf(dimension, sigma);
        double[] sums = new double[2 * map.Features];
        float[] mapped = new float[sums.Length];
        foreach (float[] sketch in sketches)
        {
            map.Map(sketch, mapped);
            for (int i = 0; i < sums.Length; i++) sums[i] += mapped[i];
        }

        return sums;
    }

    private static ShareVariation VariationOf(EmbeddingColumn column, EmbeddingAxes axes, RowBlocks blocks)
    {
        int width = axes.Shares + PaneLayout.EmbeddingExtras;
        long[] bins = new long[width * blocks.Count];
        long[] records = new long[blocks.Count];
        float[] values = new float[axes.Count];
        foreach (EmbeddingColumn.Row row in column.Rows)
        {
            int block = blocks.OfRow[row.Position];
            if (block < 0) continue;
            records[block]++;
            Span<long> counts = bins.AsSpan(block * width, width);
            if (row.Sketch is not null) axes.Add(row.Sketch, values, counts);
            counts[axes.Shares + (row.Sketch is null ? 0 : 1)]++;
        }

        return ShareEstimate.Of(ShareTable.Of(ShareComponents.OfEmbedding(axes), bins, records), blocks);
    }

    private static double[] Flat(List<float[]> sketches)
    {
        int columns = sketches[0].Length;
        double[] flat = new double[sketches.Count * columns];
        for (int i = 0; i < flat.Length; i++) flat[i] = sketches[i / columns][i % columns];
        return flat;
    }
}
