namespace Heed.Monitoring.Drift;

/// <summary>What a comparison of two tables came to.</summary>
/// <param name="Columns">Those of both tables: drifting ones first, then by statistic.</param>
/// <param name="Gone">Columns of the baseline that the current table lacks: drift.</param>
/// <param name="New">Columns that the baseline lacks: worth a word, no drift.</param>
/// <param name="TypeChanges">Sentences: columns whose values became of another type.</param>
/// <param name="Swaps">Pairs of columns whose values seem to have changed places.</param>
/// <param name="Tests">Tests that were corrected together.</param>
public sealed record DriftReport(
    DriftVerdict Verdict,
    string Sentence,
    TableProfile Baseline,
    TableProfile Current,
    IReadOnlyList<ColumnDrift> Columns,
    IReadOnlyList<string> Gone,
    IReadOnlyList<string> New,
    IReadOnlyList<string> TypeChanges,
    IReadOnlyList<ColumnSwap> Swaps,
    int Tests,
    DriftOptions Options);
