namespace Heed.Monitoring.Reports;

/// <summary>How sure the answers are, in ten bins.</summary>
/// <param name="Edges">0, 0.1 … 1.</param>
/// <param name="N">Answers with a confidence in the current window.</param>
public sealed record ConfidenceReport(IReadOnlyList<double> Edges, IReadOnlyList<double> Current, IReadOnlyList<double> Baseline, long N);
