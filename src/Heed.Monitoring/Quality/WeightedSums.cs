using System.Numerics;

namespace Heed.Monitoring.Quality;

/// <summary>
/// Sums of a value x over records with weights w, from which the weighted mean and its variance follow. They add up over panes.
/// </summary>
/// <param name="Sum">Σ w·x.</param>
/// <param name="Cross">Σ w²·x.</param>
/// <param name="Squares">Σ w²·x².</param>
internal readonly record struct WeightedSums(double Sum, double Cross, double Squares)
    : IAdditionOperators<WeightedSums, WeightedSums, WeightedSums>, ISubtractionOperators<WeightedSums, WeightedSums, WeightedSums>
{
    public static WeightedSums Of(double value, double weight) =>
        new(weight * value, weight * weight * value, weight * weight * value * value);

    public static WeightedSums operator +(WeightedSums a, WeightedSums b) =>
        new(a.Sum + b.Sum, a.Cross + b.Cross, a.Squares + b.Squares);

    public static WeightedSums operator -(WeightedSums a, WeightedSums b) =>
        new(a.Sum - b.Sum, a.Cross - b.Cross, a.Squares - b.Squares);

    public static void Save(BinaryWriter writer, WeightedSums sums)
    {
        writer.Write(sums.Sum);
        writer.Write(sums.Cross);
        writer.Write(sums.Squares);
    }

    public static WeightedSums Load(BinaryReader reader) => new(reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble());
}
