namespace Heed.Query.Results;

/// <param name="Samples">Ordered by labels, or as <c>sort</c> and <c>topk</c> leave them. No two have the same labels.</param>
public sealed record VectorValue(IReadOnlyList<VectorSample> Samples) : QueryValue;
