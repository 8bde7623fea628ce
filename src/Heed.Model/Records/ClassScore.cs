namespace Heed.Model.Records;

/// <summary>One member of a prediction's <c>scores</c>.</summary>
public readonly record struct ClassScore(TextSlice Class, double Score);
