namespace Heed.Query.Syntax;

/// <summary>How a binary operator finds the partner of a series.</summary>
/// <param name="On">Only <paramref name="Labels"/> count; else all but these.</param>
/// <param name="Include">Labels that the "many" side takes over from the "one" side.</param>
/// <param name="FillLeft">Stands for a missing left partner; null for none.</param>
/// <param name="FillRight">Stands for a missing right partner; null for none.</param>
public sealed record VectorMatching(
    MatchCardinality Cardinality,
    bool On,
    IReadOnlyList<string> Labels,
    IReadOnlyList<string> Include,
    double? FillLeft = null,
    double? FillRight = null)
{
    public static readonly VectorMatching OneToOne = new(MatchCardinality.OneToOne, false, [], []);

    public bool HasFill => FillLeft is not null || FillRight is not null;
}
