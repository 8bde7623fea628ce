namespace Heed.Query.Syntax;

/// <summary>What <c>@</c> fixes a selector to.</summary>
public enum TimeAnchor
{
    /// <summary>No modifier: the time of each step.</summary>
    None,

    /// <summary>A time in the text.</summary>
    Timestamp,

    /// <summary><c>start()</c>: the first step of the query.</summary>
    Start,

    /// <summary><c>end()</c>: the last step of the query.</summary>
    End,
}
