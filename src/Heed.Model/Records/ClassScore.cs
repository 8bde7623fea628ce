namespace Heed.Model.Records;

/// <summary>One member of a prediction's <c>scores</c>: a class or, of a ranking, an item.</summary>
public readonly record struct ClassScore(TextSlice Class, double Score);
