using System.Numerics;

namespace Heed.Monitoring.Reviews;

/// <summary>
/// Weighted sums over reviewed outcomes; y is 1 for a right class and 0 for a wrong one, or the absolute error of a number.
/// </summary>
internal readonly record struct ReviewSums(long N, double W, double WY, double WW, double WWY, double WWYY)
    : IAdditionOperators<ReviewSums, ReviewSums, ReviewSums>, ISubtractionOperators<ReviewSums, ReviewSums, ReviewSums>
{
    public static ReviewSums Of(double y, double weight)
    {
        double squared = weight * weight;
        return new ReviewSums(1, weight, weight * y, squared, squared * y, squared * y * y);
    }

    public static ReviewSums operator +(ReviewSums a, ReviewSums b) =>
        new(a.N + b.N, a.W + b.W, a.WY + b.WY, a.WW + b.WW, a.WWY + b.WWY, a.WWYY + b.WWYY);

    public static ReviewSums operator -(ReviewSums a, ReviewSums b) =>
        new(a.N - b.N, a.W - b.W, a.WY - b.WY, a.WW - b.WW, a.WWY - b.WWY, a.WWYY - b.WWYY);

    /// <summary>
    /// Hájek's mean Σwy / Σw with the standard error √(Σw²(y − mean)²) / Σw of its linearisation (Särndal, Swensson, Wretman 1992, §5.7);
    /// NaN where there is nothing.
    /// </summary>
    public (double Mean, double StandardError) Estimate()
    {
        if (N == 0 || W <= 0) return (double.NaN, double.NaN);
        double mean = WY / W;
        double squares = WWYY - (2 * mean * WWY) + (mean * mean * WW);
        return (mean, Math.Sqrt(Math.Max(0, squares)) / W);
    }

    public static void Save(BinaryWriter writer, ReviewSums sums)
    {
        writer.Write(sums.N);
        writer.Write(sums.W);
        writer.Write(sums.WY);
        writer.Write(sums.WW);
        writer.Write(sums.WWY);
        writer.Write(sums.WWYY);
    }

    public static ReviewSums Load(BinaryReader reader) => new(
        reader.ReadInt64(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble());
}
