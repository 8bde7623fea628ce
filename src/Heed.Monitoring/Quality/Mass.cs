using System.Numerics;

namespace Heed.Monitoring.Quality;

/// <summary>Records by number and by weight. A record of a sample stands for as many records as its weight says.</summary>
/// <param name="N">Records.</param>
/// <param name="Weight">Σ w.</param>
/// <param name="WeightSquares">Σ w².</param>
internal readonly record struct Mass(long N, double Weight, double WeightSquares)
    : IAdditionOperators<Mass, Mass, Mass>, ISubtractionOperators<Mass, Mass, Mass>
{
    /// <summary>
    /// How many equally weighted records would vary as much: (Σ w)²/Σ w², which is N where all weights are equal. Source: L. Kish,
    /// Survey Sampling (1965) § 11.7.
    /// </summary>
    public double Effective => WeightSquares > 0 ? Weight * Weight / WeightSquares : 0;

    /// <summary>Whether every record has the weight 1, so that the formulas of plain counts hold exactly.</summary>
    public bool IsUnweighted => Weight == N && WeightSquares == N;

    public static Mass Of(double weight) => new(1, weight, weight * weight);

    public static Mass operator +(Mass a, Mass b) => new(a.N + b.N, a.Weight + b.Weight, a.WeightSquares + b.WeightSquares);

    public static Mass operator -(Mass a, Mass b) => new(a.N - b.N, a.Weight - b.Weight, a.WeightSquares - b.WeightSquares);

    public static void Save(BinaryWriter writer, Mass mass)
    {
        writer.Write(mass.N);
        writer.Write(mass.Weight);
        writer.Write(mass.WeightSquares);
    }

    public static Mass Load(BinaryReader reader) => new(reader.ReadInt64(), reader.ReadDouble(), reader.ReadDouble());
}
