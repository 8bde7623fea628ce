using System.Numerics.Tensors;

namespace Heed.Monitoring.Embeddings;

/// <summary>
/// The numbers that evidence watches of an embedding: along principal axes of the baseline's sketches, in standard deviations; the root
/// mean square of these, which grows with anything that is unlike the baseline; and the length. Of each the share below the baseline's
/// lower fifth and the share above its upper fifth are counted: one wild value is one record.
/// </summary>
/// <param name="directions">Rows as long as a sketch, each divided by the standard deviation along it.</param>
/// <param name="lows">The lower fifth of each number, axes first.</param>
/// <param name="highs">The upper fifth.</param>
internal sealed class EmbeddingAxes(float[] directions, float[] lows, float[] highs)
{
    /// <summary>The numbers that follow the axes.</summary>
    public const int Extras = 2;

    /// <summary>Axes at most: half of them with the largest variance, half with the smallest, which a changed encoder leaves first.</summary>
    public const int MostAxes = 32;

    public const double Fifth = 0.2;

    public float[] Directions => directions;

    public float[] Lows => lows;

    public float[] Highs => highs;

    public int Count => lows.Length;

    /// <summary>Shares that are counted: of each number two.</summary>
    public int Shares => 2 * Count;

    /// <summary>Overwrites the numbers of one sketch.</summary>
    /// <param name="sketch">Less the baseline's centre.</param>
    /// <param name="values">Of <see cref="Extras"/> more than there are axes.</param>
    public static void Find(ReadOnlySpan<float> directions, ReadOnlySpan<float> sketch, Span<float> values)
    {
        int axes = directions.Length / sketch.Length;
        for (int axis = 0; axis < axes; axis++)
        {
            values[axis] = TensorPrimitives.Dot(sketch, directions.Slice(axis * sketch.Length, sketch.Length));
        }

        values[axes] = MathF.Sqrt(TensorPrimitives.SumOfSquares<float>(values[..axes]) / axes);
        values[axes + 1] = TensorPrimitives.Norm(sketch);
    }

    /// <summary>Counts one sketch: low and high of each number, in turns.</summary>
    public void Add(ReadOnlySpan<float> sketch, Span<float> values, Span<long> counts)
    {
        Find(directions, sketch, values);
        for (int i = 0; i < lows.Length; i++)
        {
            if (values[i] < lows[i]) counts[2 * i]++;
            else if (values[i] > highs[i]) counts[(2 * i) + 1]++;
        }
    }
}
