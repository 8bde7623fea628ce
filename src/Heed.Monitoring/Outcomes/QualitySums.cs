using System.Numerics;

namespace Heed.Monitoring.Outcomes;

/// <summary>What quality figures are computed from: sums over labelled answers. They add up over panes and segments.</summary>
internal readonly record struct QualitySums(long N, long Correct, double Absolute, double Squared, double Signed)
    : IAdditionOperators<QualitySums, QualitySums, QualitySums>, ISubtractionOperators<QualitySums, QualitySums, QualitySums>
{
    public static QualitySums OfAnswer(bool correct) => new(1, correct ? 1 : 0, 0, 0, 0);

    /// <param name="error">Predicted minus actual. Nothing where it is not finite: one bad value would hide all others.</param>
    public static QualitySums OfError(double error) =>
        double.IsFinite(error * error) ? new QualitySums(1, 0, Math.Abs(error), error * error, error) : default;

    public static QualitySums operator +(QualitySums a, QualitySums b) =>
        new(a.N + b.N, a.Correct + b.Correct, a.Absolute + b.Absolute, a.Squared + b.Squared, a.Signed + b.Signed);

    public static QualitySums operator -(QualitySums a, QualitySums b) =>
        new(a.N - b.N, a.Correct - b.Correct, a.Absolute - b.Absolute, a.Squared - b.Squared, a.Signed - b.Signed);

    public static void Save(BinaryWriter writer, QualitySums sums)
    {
        writer.Write(sums.N);
        writer.Write(sums.Correct);
        writer.Write(sums.Absolute);
        writer.Write(sums.Squared);
        writer.Write(sums.Signed);
    }

    public static QualitySums Load(BinaryReader reader) =>
        new(reader.ReadInt64(), reader.ReadInt64(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble());
}
