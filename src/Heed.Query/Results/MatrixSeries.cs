using Heed.Model.Labels;

namespace Heed.Query.Results;

/// <summary>One series of a matrix: two columns of the same length, never empty.</summary>
/// <param name="TimesMs">Unix milliseconds, ascending.</param>
public sealed record MatrixSeries(LabelSet Labels, long[] TimesMs, double[] Values);
