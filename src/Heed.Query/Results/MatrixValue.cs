namespace Heed.Query.Results;

/// <param name="Series">Ordered by labels. No two have the same labels.</param>
public sealed record MatrixValue(IReadOnlyList<MatrixSeries> Series) : QueryValue;
