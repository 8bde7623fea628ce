namespace Heed.Monitoring.Drift.Presets;

/// <summary>What another tool's defaults say of a comparison.</summary>
/// <param name="Columns">In the order of Heed's report.</param>
public sealed record ToolReport(string Tool, string Sentence, bool Drifted, IReadOnlyList<ToolOpinion> Columns)
{
    /// <summary>Null for <see cref="ToolPreset.None"/>.</summary>
    public static ToolReport? Of(ToolPreset preset, DriftReport report)
    {
        if (preset == ToolPreset.None) return null;
        ToolOpinion[] opinions = [.. report.Columns.Select(column => OpinionOf(preset, report, column))];
        int drifted = opinions.Count(o => o.Drifted);
        if (preset == ToolPreset.Nannyml)
        {
            string alerts = $"NannyML 0.9.1 would alert on {drifted} of {opinions.Length} columns";
            return new ToolReport("NannyML 0.9.1", alerts, drifted > 0, opinions);
        }

        bool dataset = opinions.Length > 0 && drifted >= EvidentlyDefaults.DriftedShare * opinions.Length;
        string sentence = $"Evidently 0.2.8 would call {drifted} of {opinions.Length} columns drifted, and dataset drift {(dataset ? "detected" : "not detected")}";
        return new ToolReport("Evidently 0.2.8", sentence, dataset, opinions);
    }

    private static ToolOpinion OpinionOf(ToolPreset preset, DriftReport report, ColumnDrift column)
    {
        ColumnProfile baseline = report.Baseline.Columns.First(c => c.Name == column.Name);
        ColumnProfile current = report.Current.Columns.First(c => c.Name == column.Name);
        return preset == ToolPreset.Evidently
            ? EvidentlyDefaults.Of(baseline, current, column.Kind)
            : NannymlDefaults.Of(baseline, current, column.Kind);
    }
}
