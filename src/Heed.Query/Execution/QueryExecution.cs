using Heed.Model.Samples;
using Heed.Query.Results;
using Heed.Query.Syntax;

namespace Heed.Query.Execution;

/// <summary>One query, from plan to result.</summary>
internal static class QueryExecution
{
    public static QueryResult Run(
        ISeriesReader reader, QueryOptions options, Expression expression, StepGrid grid, bool isRange, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (expression.Unwrap() is StringLiteral text) return QueryResult.Of(new StringValue(grid.StartMs, text.Value), [], []);
        throw QueryAbortedException.Execution($"{expression} has no operator for {grid}, {isRange}, {reader}, {options}");
    }
}
