using System.Collections.Immutable;

using Heed.Model.Labels;
using Heed.Model.Parsing;
using Heed.Model.Samples;
using Heed.Query.Results;
using Heed.Query.Syntax;

namespace Heed.Query.Execution;

/// <summary>What the operators of one query share: the reader, the limits and the remarks.</summary>
internal sealed class QueryContext(ISeriesReader reader, QueryOptions options, CancellationToken cancellation)
{
    private long _samples;
    private int _series;

    public QueryOptions Options => options;

    public Annotations Annotations { get; } = new();

    /// <summary>The selectors whose histograms may come without buckets.</summary>
    public IReadOnlySet<VectorSelector> StatisticsOnly { get; init; } = ImmutableHashSet<VectorSelector>.Empty;

    public long LookbackMs => (long)options.LookbackDelta.TotalMilliseconds;

    /// <summary>Whether an operator makes a new metric of its operands.</summary>
    public bool DropsName(BinaryOperator op) => op.ChangesMeaning() && !(options.AsPrometheus2 && op == BinaryOperator.Atan2);

    public bool IsLabelName(string name) => options.AsPrometheus2 ? Identifiers.IsLabelName(name) : GoLabels.IsLabelName(name);

    /// <summary>How far behind a step the current sample of a series may be.</summary>
    public long ReachMs => options.AsPrometheus2 ? LookbackMs : LookbackMs - 1;

    public IReadOnlyList<ISeries> Select(IReadOnlyList<LabelMatcher> matchers, long fromMs, long toMs)
    {
        IReadOnlyList<ISeries> found = reader.Select(matchers, fromMs, toMs, cancellation);
        _series += found.Count;
        if (_series > options.MaxSeries)
        {
            throw Limit($"query selects more than {options.MaxSeries:N0} series; narrow its selectors");
        }

        return found;
    }

    /// <summary>Between series: a series is the longest stretch of work without a look at the token.</summary>
    public void Continue() => cancellation.ThrowIfCancellationRequested();

    /// <summary>Counts samples or results as held in memory.</summary>
    public void Hold(long samples)
    {
        _samples += samples;
        if (_samples > options.MaxSamples) throw Limit("query processing would load too many samples into memory in query execution");
    }

    public void Release(long samples) => _samples -= samples;

    private static QueryAbortedException Limit(string message) => new(new QueryError(QueryErrorKind.Limit, message));
}
