using Heed.Model.Records;
using Heed.Monitoring.Embeddings;

namespace Heed.Monitoring.Baselines;

/// <summary>The section of a baseline file that tells of its embeddings: docs/formats/baseline.md.</summary>
internal static class EmbeddingContent
{
    public static void Write(BinaryWriter writer, EmbeddingBaseline? embedding)
    {
        writer.Write(embedding?.Dimension ?? 0);
        if (embedding is null) return;
        WriteFloats(writer, embedding.Centroid);
        writer.Write(embedding.Spread);
        writer.Write(embedding.Axes.Count);
        WriteFloats(writer, embedding.Axes.Directions);
        WriteFloats(writer, embedding.Axes.Lows);
        WriteFloats(writer, embedding.Axes.Highs);
        writer.Write(embedding.Sigma);
        foreach (double sum in embedding.Features) writer.Write(sum);
        writer.Write(embedding.Rows);
        VariationContent.WriteShares(writer, embedding.Variation);
    }

    /// <exception cref="InvalidDataException">A count that <see cref="Write"/> does not produce.</exception>
    public static EmbeddingBaseline? Read(BinaryReader reader)
    {
        int dimension = reader.ReadInt32();
        if (dimension == 0) return null;
        BaselineContent.Require(dimension is > 0 and <= ModelSchema.LongestEmbedding);
        float[] centroid = ReadFloats(reader, dimension);
        double spread = reader.ReadDouble();
        int count = reader.ReadInt32();
        BaselineContent.Require(count is > EmbeddingAxes.Extras and <= EmbeddingAxes.MostAxes + EmbeddingAxes.Extras);
        float[] directions = ReadFloats(reader, (count - EmbeddingAxes.Extras) * EmbeddingSketch.LengthOf(dimension));
        EmbeddingAxes axes = new(directions, ReadFloats(reader, count), ReadFloats(reader, count));
        double sigma = reader.ReadDouble();
        BaselineContent.Require(sigma is > 0 and < double.PositiveInfinity);
        double[] features = new double[2 * EmbeddingBaseline.Directions];
        for (int i = 0; i < features.Length; i++) features[i] = reader.ReadDouble();
        long rows = reader.ReadInt64();
        ShareVariation variation = VariationContent.ReadShares(reader);
        BaselineContent.Require(variation.Count == axes.Shares + 1);
        return new EmbeddingBaseline(centroid, spread, axes, sigma, features, rows, variation);
    }

    private static void WriteFloats(BinaryWriter writer, float[] values)
    {
        foreach (float value in values) writer.Write(value);
    }

    private static float[] ReadFloats(BinaryReader reader, int count)
    {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) values[i] = reader.ReadSingle();
        return values;
    }
}
