using System.Numerics;

namespace Heed.Monitoring.Quality;

/// <summary>The mean of a value that not every record has, by its own mass.</summary>
internal readonly record struct WeightedMean(Mass Mass, WeightedSums Sums)
    : IAdditionOperators<WeightedMean, WeightedMean, WeightedMean>, ISubtractionOperators<WeightedMean, WeightedMean, WeightedMean>
{
    /// <summary>Nothing where the value or its square is not finite: one bad value would hide all others.</summary>
    public static WeightedMean Of(double value, double weight) =>
        double.IsFinite(value * value) ? new WeightedMean(Mass.Of(weight), WeightedSums.Of(value, weight)) : default;

    public static WeightedMean operator +(WeightedMean a, WeightedMean b) => new(a.Mass + b.Mass, a.Sums + b.Sums);

    public static WeightedMean operator -(WeightedMean a, WeightedMean b) => new(a.Mass - b.Mass, a.Sums - b.Sums);

    public static void Save(BinaryWriter writer, WeightedMean mean)
    {
        Mass.Save(writer, mean.Mass);
        WeightedSums.Save(writer, mean.Sums);
    }

    public static WeightedMean Load(BinaryReader reader) => new(Mass.Load(reader), WeightedSums.Load(reader));
}
