using Heed.Monitoring.Embeddings;
using Heed.Statistics.Distances;

namespace Heed.Monitoring.Baselines;

/// <summary>What a model's embeddings look like: some 40 KB for 768 numbers.</summary>
/// <param name="Centroid">Of all usable rows.</param>
/// <param name="Spread">The root mean square distance from it, in the embeddings' unit.</param>
/// <param name="Axes">Of the sketches.</param>
/// <param name="Sigma">The width of the kernel: the median distance of two sketches.</param>
/// <param name="Features">The sum of the sketches' Fourier features: cosines, then sines.</param>
/// <param name="Rows">That <paramref name="Features"/> is of.</param>
/// <param name="Variation">Of the shares of <see cref="EmbeddingAxes"/>, and of rows without a usable embedding, last.</param>
internal sealed record EmbeddingBaseline(
    float[] Centroid, double Spread, EmbeddingAxes Axes, double Sigma, double[] Features, long Rows, ShareVariation Variation)
{
    /// <summary>Its discrepancy has an error of its own near 1/√128, 9 % of the kernel's.</summary>
    public const int Directions = 128;

    private const ulong Seed = 0x48656564;

    public int Dimension => Centroid.Length;

    public static FourierFeatures MapOf(int dimension, double sigma) => new(EmbeddingSketch.LengthOf(dimension), Directions, sigma, Seed);
}
