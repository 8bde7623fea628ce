using System.Numerics;

namespace Heed.Monitoring.Quality;

/// <summary>What the chief figures of quality are computed from. They add up over panes and segments.</summary>
/// <param name="Mass">Labelled records.</param>
/// <param name="First">1 where the answer is right; of a regression the absolute error.</param>
/// <param name="Second">Of a regression the signed error, predicted minus actual; else nothing.</param>
internal readonly record struct QualitySums(Mass Mass, WeightedSums First, WeightedSums Second)
    : IAdditionOperators<QualitySums, QualitySums, QualitySums>, ISubtractionOperators<QualitySums, QualitySums, QualitySums>
{
    public static QualitySums OfAnswer(bool correct, double weight = 1) =>
        new(Mass.Of(weight), WeightedSums.Of(correct ? 1 : 0, weight), default);

    /// <param name="error">Predicted minus actual. Nothing where it is not finite: one bad value would hide all others.</param>
    /// <param name="weight">How many records it stands for.</param>
    public static QualitySums OfError(double error, double weight = 1) => double.IsFinite(error * error)
        ? new QualitySums(Mass.Of(weight), WeightedSums.Of(Math.Abs(error), weight), WeightedSums.Of(error, weight))
        : default;

    public static QualitySums operator +(QualitySums a, QualitySums b) => new(a.Mass + b.Mass, a.First + b.First, a.Second + b.Second);

    public static QualitySums operator -(QualitySums a, QualitySums b) => new(a.Mass - b.Mass, a.First - b.First, a.Second - b.Second);

    public static void Save(BinaryWriter writer, QualitySums sums)
    {
        Mass.Save(writer, sums.Mass);
        WeightedSums.Save(writer, sums.First);
        WeightedSums.Save(writer, sums.Second);
    }

    public static QualitySums Load(BinaryReader reader) =>
        new(Mass.Load(reader), WeightedSums.Load(reader), WeightedSums.Load(reader));
}
