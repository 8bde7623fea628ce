namespace Heed.Monitoring.Drift;

/// <summary>One side's figures of a column. Those of numbers are null for a category and without values.</summary>
/// <param name="Values">Rows with a usable value.</param>
/// <param name="MissingShare">Null, absent, NaN or infinite, of the rows.</param>
/// <param name="InvalidShare">Of another type, of the rows.</param>
/// <param name="IsConstant">Whether all usable values are equal; false without values.</param>
/// <param name="Top">Of a category, the most frequent one; null for a number and without values.</param>
public sealed record ColumnSide(
    long Values,
    double MissingShare,
    double InvalidShare,
    bool IsConstant,
    double? Mean,
    double? P05,
    double? Median,
    double? P95,
    double? Minimum,
    double? Maximum,
    string? Top,
    long? Categories);
