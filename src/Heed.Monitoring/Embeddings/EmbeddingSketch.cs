namespace Heed.Monitoring.Embeddings;

/// <summary>
/// At most <see cref="Most"/> numbers in place of an embedding. A shorter one stays as it is; of a longer one every number is added to, or
/// taken from, one of them, as a fixed hash of its position says. Linear; squared lengths and inner products hold on average, and of one
/// vector with a relative error of √(2/64), 18 %. Source: K. Weinberger et al., Feature Hashing for Large Scale Multitask Learning, ICML
/// (2009) 1113.
/// </summary>
internal static class EmbeddingSketch
{
    public const int Most = 64;

    private const ulong Golden = 0x9E3779B97F4A7C15;

    public static int LengthOf(int dimension) => Math.Min(Most, dimension);

    /// <summary>Overwrites the sketch.</summary>
    /// <param name="sketch">Of <see cref="LengthOf"/> the embedding's length.</param>
    public static void Of(ReadOnlySpan<float> embedding, Span<float> sketch)
    {
        if (embedding.Length <= Most)
        {
            embedding.CopyTo(sketch);
            return;
        }

        sketch.Clear();
        for (int i = 0; i < embedding.Length; i++)
        {
            // Six bits for the place and one for the sign.
            int hash = (int)(((ulong)(i + 1) * Golden) >> 57);
            float value = embedding[i];
            sketch[hash >> 1] += (hash & 1) == 0 ? value : -value;
        }
    }
}
