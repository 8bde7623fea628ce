using Heed.Statistics.Distances;

namespace Heed.Monitoring.Evidence.Weeks;

/// <summary>The stability index of one hour against the same hours of earlier weeks.</summary>
/// <param name="Features">In the baseline's order.</param>
/// <param name="Answers">Of the score or the predicted number where the baseline has it, else of the classes; NaN without either.</param>
internal sealed record WeekComparison(double[] Features, double Answers)
{
    public static WeekComparison Of(PaneCounts hour, PaneCounts reference)
    {
        PaneLayout layout = hour.Layout;
        double[] features = new double[layout.Baseline.Features.Count];
        for (int i = 0; i < features.Length; i++)
        {
            // Missing, not finite and invalid values are bins of their own; out of range and repeated ones are in a value bin, too.
            int width = layout.ValueBins(i) + PaneLayout.Extras - 2;
            features[i] = Compare(reference, hour, layout.FeatureStart(i), width);
        }

        double answers = layout.ScoreBins > 0 ? Compare(reference, hour, layout.ScoreStart, layout.ScoreBins)
            : layout.ClassBins > 0 ? Compare(reference, hour, layout.ClassStart, layout.ClassBins)
            : double.NaN;
        return new WeekComparison(features, answers);
    }

    public void Save(BinaryWriter writer)
    {
        foreach (double psi in Features) writer.Write(psi);
        writer.Write(Answers);
    }

    public static WeekComparison Load(BinaryReader reader, PaneLayout layout)
    {
        double[] features = new double[layout.Baseline.Features.Count];
        for (int i = 0; i < features.Length; i++) features[i] = reader.ReadDouble();
        return new WeekComparison(features, reader.ReadDouble());
    }

    private static double Compare(PaneCounts reference, PaneCounts hour, int start, int width) =>
        PopulationStability.CompareOccupied(reference.Bins.AsSpan(start, width), hour.Bins.AsSpan(start, width)).Psi;
}
