using Heed.Ingest.Files;

namespace Heed.Ingest.Tables;

/// <summary>What came of reading a table.</summary>
/// <param name="Rows">Rows handed over.</param>
/// <param name="BadRows">Rows that could not be read and were passed over.</param>
/// <param name="Problems">The first of them by line.</param>
public sealed record TableSummary(long Rows, long BadRows, IReadOnlyList<RowProblem> Problems);
