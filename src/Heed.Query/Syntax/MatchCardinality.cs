namespace Heed.Query.Syntax;

/// <summary>How many series of each side may share one set of matching labels.</summary>
public enum MatchCardinality
{
    OneToOne,
    ManyToOne,
    OneToMany,
    ManyToMany,
}
