using Heed.Monitoring.Quality;

using MathNet.Numerics;

namespace Heed.Monitoring.Segments;

/// <summary>One segment: a cell of a column, within a cell of another column where there is one; compared with the rest of the sample.</summary>
/// <param name="OtherColumn">-1 for none.</param>
internal readonly record struct SegmentCandidate(int Column, byte Cell, int OtherColumn, byte OtherCell, Moments Inside, Moments Rest)
{
    /// <summary>See <see cref="Compare"/>.</summary>
    public double P { get; init; }

    /// <summary>With regard to all that were tested.</summary>
    public double Adjusted { get; init; }

    public double Excess => Inside.Mean - Rest.Mean;

    public double Lower => Excess - (QualityIntervals.Z * Deviation);

    public double Upper => Excess + (QualityIntervals.Z * Deviation);

    private double Deviation => Math.Sqrt(Inside.Variance + Rest.Variance);

    /// <summary>Welch's test, one-sided: only what is worse is a finding.</summary>
    /// <param name="leastDeviations">With a smaller difference the answer is 1: what it says is of no interest.</param>
    public SegmentCandidate Compare(double leastDeviations)
    {
        double deviation = Deviation;
        double deviations = Excess / deviation;
        bool isOfInterest = deviation > 0 && deviations >= leastDeviations;
        return this with { P = isOfInterest ? 0.5 * SpecialFunctions.Erfc(deviations / Math.Sqrt(2)) : 1 };
    }
}
