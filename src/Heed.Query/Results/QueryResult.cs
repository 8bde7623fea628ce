namespace Heed.Query.Results;

/// <summary>A value or an error: exactly one of the two is there. Annotations end with <c>(line:column)</c>.</summary>
public sealed record QueryResult
{
    private QueryResult(QueryValue? value, QueryError? error, IReadOnlyList<string> warnings, IReadOnlyList<string> infos)
    {
        Value = value;
        Error = error;
        Warnings = warnings;
        Infos = infos;
    }

    /// <summary>Null exactly where there is an <see cref="Error"/>.</summary>
    public QueryValue? Value { get; }

    public QueryError? Error { get; }

    /// <summary>What makes the value doubtful.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>What the author of the query may want to know.</summary>
    public IReadOnlyList<string> Infos { get; }

    /// <summary>There where the query was to be explained, also if it failed.</summary>
    public QueryExplanation? Explanation { get; init; }

    public static QueryResult Of(QueryValue value, IReadOnlyList<string> warnings, IReadOnlyList<string> infos) =>
        new(value, null, warnings, infos);

    public static QueryResult Failure(QueryError error) => new(null, error, [], []);
}
