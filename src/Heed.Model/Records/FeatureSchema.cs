namespace Heed.Model.Records;

/// <summary>What parsing has to know of one feature.</summary>
/// <param name="Name">The member of <c>features</c>.</param>
/// <param name="Kind">Numbers are read as doubles, everything else as one of <paramref name="Categories"/>.</param>
/// <param name="Categories">The categories of the baseline; empty for a number.</param>
public sealed record FeatureSchema(string Name, FeatureKind Kind, Utf8Names Categories);
