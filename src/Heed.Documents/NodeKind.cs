namespace Heed.Documents;

/// <summary>The shapes of a YAML node.</summary>
public enum NodeKind
{
    /// <summary>Nothing was written, or <c>null</c> or <c>~</c>.</summary>
    Null,
    Scalar,
    Sequence,
    Mapping,
}
