using Heed.Model.Parsing;
using Heed.Model.Samples;
using Heed.Query.Execution.Explaining;
using Heed.Query.Execution.Histograms;
using Heed.Query.Planning;
using Heed.Query.Results;
using Heed.Query.Syntax;

namespace Heed.Query.Execution;

/// <summary>Evaluates PromQL over a reader. Safe to call from any thread.</summary>
/// <param name="clock">Measures <see cref="QueryOptions.Timeout"/>; not needed where that is infinite.</param>
public sealed class QueryEngine(ISeriesReader reader, QueryOptions? options = null, TimeProvider? clock = null)
{
    private readonly QueryOptions _options = options ?? QueryOptions.Default;

    public QueryOptions Options => _options;

    /// <param name="timeMs">Unix milliseconds.</param>
    public QueryResult Instant(Expression expression, long timeMs, CancellationToken cancellation = default) =>
        Run(expression, StepGrid.Single(timeMs), isRange: false, explain: false, cancellation);

    /// <param name="timeMs">Unix milliseconds.</param>
    public QueryResult Instant(string text, long timeMs, CancellationToken cancellation = default)
    {
        ParseResult<Expression> parsed = PromqlParser.Parse(text, _options.Parser);
        return parsed.IsSuccess ? Instant(parsed.Value, timeMs, cancellation) : BadText(parsed.Error, text);
    }

    /// <summary>
    /// Evaluates at <paramref name="startMs"/> and every <paramref name="stepMs"/> from there up to <paramref name="endMs"/>.
    /// </summary>
    public QueryResult Range(Expression expression, long startMs, long endMs, long stepMs, CancellationToken cancellation = default) =>
        Range(expression, startMs, endMs, stepMs, explain: false, cancellation);

    /// <summary>As <see cref="Instant(Expression, long, CancellationToken)"/>, with <see cref="QueryResult.Explanation"/>.</summary>
    public QueryResult ExplainInstant(Expression expression, long timeMs, CancellationToken cancellation = default) =>
        Run(expression, StepGrid.Single(timeMs), isRange: false, explain: true, cancellation);

    /// <summary>As <see cref="Range(Expression, long, long, long, CancellationToken)"/>, with <see cref="QueryResult.Explanation"/>.</summary>
    public QueryResult ExplainRange(
        Expression expression, long startMs, long endMs, long stepMs, CancellationToken cancellation = default) =>
        Range(expression, startMs, endMs, stepMs, explain: true, cancellation);

    private QueryResult Range(Expression expression, long startMs, long endMs, long stepMs, bool explain, CancellationToken cancellation)
    {
        if (stepMs <= 0) return BadData("zero or negative query resolution step widths are not accepted. Try a positive integer");
        if (endMs < startMs) return BadData("end timestamp must not be before start time");
        if (expression.Type is not (ExpressionType.Scalar or ExpressionType.InstantVector))
        {
            return BadData($"invalid expression type \"{expression.Type.Name()}\" for range query, must be Scalar or instant Vector");
        }

        long last = (endMs - startMs) / stepMs;
        if (last >= _options.MaxSteps)
        {
            return QueryResult.Failure(new QueryError(QueryErrorKind.Limit,
                $"exceeded maximum resolution of {_options.MaxSteps:N0} points per timeseries. "
                + "Try decreasing the query resolution (?step=XX)"));
        }

        return Run(expression, new StepGrid(startMs, stepMs, (int)last + 1), isRange: true, explain, cancellation);
    }

    public QueryResult Range(string text, long startMs, long endMs, long stepMs, CancellationToken cancellation = default)
    {
        ParseResult<Expression> parsed = PromqlParser.Parse(text, _options.Parser);
        return parsed.IsSuccess ? Range(parsed.Value, startMs, endMs, stepMs, cancellation) : BadText(parsed.Error, text);
    }

    /// <summary>The plan of a range query, a node a line, indented by depth; or the error that leaves it without one.</summary>
    public string Explain(Expression expression, long startMs, long endMs, long stepMs)
    {
        try
        {
            StepGrid grid = new(
                startMs, Math.Max(1, stepMs), (int)Math.Min(_options.MaxSteps, ((endMs - startMs) / Math.Max(1, stepMs)) + 1));
            return new Planner(_options, grid, isRange: true).Plan(expression).Explain();
        }
        catch (QueryAbortedException aborted)
        {
            return aborted.Error.ToString();
        }
    }

    private QueryResult Run(Expression expression, StepGrid grid, bool isRange, bool explain, CancellationToken cancellation)
    {
        bool limited = _options.Timeout != Timeout.InfiniteTimeSpan;
        using CancellationTokenSource? deadline = limited
            ? new CancellationTokenSource(_options.Timeout, clock ?? TimeProvider.System)
            : null;
        using CancellationTokenSource? both = limited
            ? CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline!.Token)
            : null;
        QueryContext context = new(reader, _options, both?.Token ?? cancellation)
        {
            StatisticsOnly = StatisticsSelectors.Find(expression),
            Profile = explain ? new QueryProfile(clock ?? TimeProvider.System) : null,
        };
        QueryResult result = Run(context, expression, grid, isRange, deadline, cancellation);
        return context.Profile is { } profile
            ? result with { Explanation = profile.Explain(context.SeriesSelected, context.PeakSamples) }
            : result;
    }

    private QueryResult Run(
        QueryContext context, Expression expression, StepGrid grid, bool isRange, CancellationTokenSource? deadline, CancellationToken caller)
    {
        try
        {
            return QueryExecution.Run(context, _options, expression, grid, isRange);
        }
        catch (QueryAbortedException aborted)
        {
            return QueryResult.Failure(aborted.Error);
        }
        catch (SeriesReadException failed)
        {
            return QueryResult.Failure(new QueryError(QueryErrorKind.Execution, failed.Message));
        }
        catch (OperationCanceledException) when (caller.IsCancellationRequested)
        {
            return QueryResult.Failure(new QueryError(QueryErrorKind.Canceled, "query was canceled in expression evaluation"));
        }
        catch (OperationCanceledException) when (deadline is { IsCancellationRequested: true })
        {
            return QueryResult.Failure(new QueryError(QueryErrorKind.Timeout, "query timed out in expression evaluation"));
        }
    }

    private static QueryResult BadData(string message) => QueryResult.Failure(new QueryError(QueryErrorKind.BadData, message));

    private static QueryResult BadText(ParseError error, string text) => QueryResult.Failure(
        new QueryError(QueryErrorKind.BadData, PromqlParser.Describe(error, text), new SourceSpan(text, error.Start, error.End)));
}
