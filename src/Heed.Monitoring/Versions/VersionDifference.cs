using Heed.Statistics.Distances;
using Heed.Statistics.Hypothesis;

namespace Heed.Monitoring.Versions;

/// <summary>How the inputs and answers of one version differ from those of all others in the same panes.</summary>
/// <param name="Features">The stability index of each.</param>
/// <param name="Answers">That of the answers; NaN where they have no bins.</param>
/// <param name="PValue">
/// The probability that some feature or the answers differ as much by chance: the smallest chi-square p, rare bins pooled, times the number
/// of comparisons, at most 1.
/// </param>
/// <param name="Records">Of the version.</param>
/// <param name="OtherRecords">Of the others.</param>
internal sealed record VersionDifference(double[] Features, double Answers, double PValue, long Records, long OtherRecords)
{
    /// <summary>With fewer on either side there is no figure.</summary>
    public const long LeastRecords = 100;

    public bool IsKnown => Records >= LeastRecords && OtherRecords >= LeastRecords;

    /// <param name="own">Counts of the version.</param>
    /// <param name="others">Those of the others.</param>
    public static VersionDifference Of(VersionLayout layout, long[] own, long[] others, long records, long otherRecords)
    {
        double[] features = new double[layout.Features];
        double least = double.NaN;
        int compared = 0;
        for (int i = 0; i < features.Length; i++) features[i] = Compare(layout.StartOf(i), layout.WidthOf(i));
        int width = layout.Length - layout.AnswerStart;
        double answers = width > 0 ? Compare(layout.AnswerStart, width) : double.NaN;
        return new VersionDifference(features, answers, Math.Min(1, least * compared), records, otherRecords);

        double Compare(int start, int length)
        {
            ReadOnlySpan<long> a = others.AsSpan(start, length);
            ReadOnlySpan<long> b = own.AsSpan(start, length);
            double p = ChiSquareHomogeneity.ComparePooled(a, b).PValue;
            if (!double.IsNaN(p))
            {
                compared++;
                if (!(p >= least)) least = p;
            }

            return PopulationStability.CompareOccupied(a, b).Psi;
        }
    }
}
