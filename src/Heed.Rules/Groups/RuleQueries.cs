using System.Diagnostics.CodeAnalysis;

using Heed.Model.Labels;
using Heed.Model.Samples;
using Heed.Query.Execution;
using Heed.Query.Results;
using Heed.Query.Syntax;

namespace Heed.Rules.Groups;

/// <summary>Asks the query engine for instant vectors, as rules and their templates need them.</summary>
internal sealed class RuleQueries(QueryEngine engine)
{
    private readonly ParsedQueries _parsed = new(engine.Options.Parser);

    /// <summary>A number counts as one element without labels.</summary>
    public bool TryEvaluate(
        Expression expression,
        long timeMs,
        [NotNullWhen(true)] out IReadOnlyList<VectorSample>? samples,
        [NotNullWhen(false)] out string? error) =>
        TryRead(engine.Instant(expression, timeMs), out samples, out error);

    public bool TryEvaluate(
        string text,
        long timeMs,
        [NotNullWhen(true)] out IReadOnlyList<VectorSample>? samples,
        [NotNullWhen(false)] out string? error) =>
        TryRead(_parsed.Find(text) is { } known ? engine.Instant(known, timeMs) : engine.Instant(text, timeMs), out samples, out error);

    /// <summary>A number counts as one series without labels. False where the expression has no value at any of the times.</summary>
    public bool TryEvaluateRange(
        Expression expression, long fromMs, long toMs, long stepMs, [NotNullWhen(true)] out IReadOnlyList<MatrixSeries>? series)
    {
        series = (engine.Range(expression, fromMs, toMs, stepMs).Value as MatrixValue)?.Series;
        return series is not null;
    }

    private static bool TryRead(
        QueryResult result,
        [NotNullWhen(true)] out IReadOnlyList<VectorSample>? samples,
        [NotNullWhen(false)] out string? error)
    {
        samples = result.Value switch
        {
            VectorValue vector => vector.Samples,
            ScalarValue scalar => [new VectorSample(LabelSet.Empty, new Sample(scalar.TimeMs, scalar.Value))],
            _ => null,
        };
        error = samples is null ? result.Error?.Message ?? "expected an instant vector or a number, found another value" : null;
        return samples is not null;
    }
}
