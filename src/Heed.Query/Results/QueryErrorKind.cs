namespace Heed.Query.Results;

/// <summary>Why a query has no result.</summary>
public enum QueryErrorKind
{
    /// <summary>The text or the parameters are wrong.</summary>
    BadData,

    /// <summary>The data does not allow an answer, as when a match is ambiguous.</summary>
    Execution,

    /// <summary>The time that a query may take is over.</summary>
    Timeout,

    /// <summary>The caller gave up.</summary>
    Canceled,

    /// <summary>A limit on samples, series or steps was reached.</summary>
    Limit,
}
