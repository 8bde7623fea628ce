using Heed.Query.Results;

namespace Heed.Query.Execution;

/// <summary>Unwinds the operators to the engine, which answers with the error. Never leaves this assembly.</summary>
internal sealed class QueryAbortedException(QueryError error) : Exception(error.Message)
{
    public QueryError Error => error;

    public static QueryAbortedException Execution(string message) => new(new QueryError(QueryErrorKind.Execution, message));
}
