using Heed.Query.Execution;
using Heed.Query.Results;
using Heed.Query.Syntax;
using Heed.Testing;

namespace Heed.Conformance.Tests.Runner;

/// <summary>Runs a script: each instant query as written, fixed by <c>@</c> at several times, and as the middle of a range query.</summary>
internal sealed class ScriptRunner(QueryOptions options)
{
    private const long RangeMs = 60_000;

    private ListSeriesReader _reader = new();

    /// <summary>Lines of evaluations that passed, and why the others did not.</summary>
    public ScriptOutcome Run(string script)
    {
        ScriptOutcome outcome = new();
        foreach (ScriptCommand command in ScriptParser.Parse(script))
        {
            switch (command)
            {
                case ClearCommand:
                    _reader = new ListSeriesReader();
                    break;
                case LoadCommand load: Load(load); break;
                case EvalCommand eval: outcome.Add(eval, Check(eval)); break;
            }
        }

        return outcome;
    }

    private void Load(LoadCommand load)
    {
        // A series that a block names twice has the values of the second line.
        List<SeriesLine> lines = [.. load.Series.Reverse().DistinctBy(l => l.Labels)];
        if (load.AlsoCustomBuckets) lines.AddRange(ClassicConversion.Convert(lines.ToArray()));
        foreach (SeriesLine line in lines)
        {
            IReadOnlyList<long?> starts = load.Starts.FirstOrDefault(s => s.Labels == line.Labels)?.OffsetsMs ?? [];
            for (int i = 0; i < line.Values.Count; i++)
            {
                if (line.Values[i] is not { } sample) continue;
                if (sample.Histogram is { } histogram) _reader.Append(line.Labels, i * load.StepMs, histogram);
                else _reader.Append(line.Labels, i * load.StepMs, sample.Value);
                if (i < starts.Count && starts[i] is { } offset) _reader.SetStartTime(line.Labels, (i * load.StepMs) + offset);
            }
        }
    }

    /// <summary>Null where everything is as expected.</summary>
    private string? Check(EvalCommand eval)
    {
        QueryEngine engine = new(_reader, options);
        Heed.Model.Parsing.ParseResult<Expression> parsed = PromqlParser.Parse(eval.Text, options.Parser);
        if (!parsed.IsSuccess) return "does not parse: " + PromqlParser.Describe(parsed.Error, eval.Text);
        Expression expression = parsed.Value;
        if (eval.IsRange) return Compare(eval, engine.Range(expression, eval.StartMs, eval.EndMs, eval.StepMs), ordered: false);
        foreach ((Expression variant, long timeMs) in Variants(expression, eval.StartMs))
        {
            QueryResult result = engine.Instant(variant, timeMs);
            if (Compare(eval, result, eval.Expects("ordered")) is { } difference) return $"{variant} at {timeMs} ms: {difference}";
            if (result.Error is not null || !RunsAsRange(eval)) continue;
            if (CompareMiddle(eval, engine, variant, timeMs) is { } inRange) return $"{variant} at {timeMs} ms in a range: {inRange}";
        }

        return null;
    }

    private static IEnumerable<(Expression Variant, long TimeMs)> Variants(Expression expression, long timeMs)
    {
        yield return (expression, timeMs);
        if (AtRewriter.TryFix(expression, timeMs) is not { } fixedAt) yield break;
        long[] times = timeMs == 0 ? [-1000, 0, 1000] : [-10 * timeMs, 0, timeMs / 5, timeMs, 10 * timeMs];
        foreach (long time in times) yield return (fixedAt, time);
    }

    private static bool RunsAsRange(EvalCommand eval)
    {
        string text = eval.Text.ToLowerInvariant();
        bool usesQueryTimes = ((string[])["start()", "end()", "range()", "step()"]).Any(f => text.Contains(f, StringComparison.Ordinal));
        return !usesQueryTimes && eval.Matrix is null && eval.String is null && !eval.Expects("ordered");
    }

    private static string? CompareMiddle(EvalCommand eval, QueryEngine engine, Expression expression, long timeMs)
    {
        QueryResult range = engine.Range(expression, timeMs - RangeMs, timeMs + RangeMs, RangeMs);
        if (range.Error is { } error) return error.ToString();
        List<VectorSample> middle = [];
        foreach (MatrixSeries series in ((MatrixValue)range.Value!).Series)
        {
            int at = Array.IndexOf(series.TimesMs, timeMs);
            if (at >= 0) middle.Add(new VectorSample(series.Labels, new(timeMs, series.Values[at]), series.HistogramAt(at)));
        }

        if (eval.Scalar is null) return ValueComparison.Vector(eval, middle, ordered: false);
        return middle.Count == 1 ? ValueComparison.Number(eval.Scalar.Value, middle[0].Sample.Value) : $"expected a scalar, got {middle.Count} series";
    }

    private static string? Compare(EvalCommand eval, QueryResult result, bool ordered)
    {
        if (eval.Expects("fail"))
        {
            if (result.Error is null) return "expected an error, got a value";
            Expectation fail = eval.Expectations.First(e => e.Kind == "fail");
            return fail.Accepts(result.Error.Message) ? null : $"expected error {fail.Message ?? fail.Pattern}, got {result.Error.Message}";
        }

        if (result.Error is { } error) return error.ToString();
        return Annotations(eval, "warn", result.Warnings) ?? Annotations(eval, "info", result.Infos) ?? ValueComparison.Compare(eval, result.Value!, ordered);
    }

    private static string? Annotations(EvalCommand eval, string kind, IReadOnlyList<string> found)
    {
        if (eval.Expects("no_" + kind) && found.Count > 0) return $"expected no {kind}, got {found[0]}";
        foreach (Expectation expected in eval.Expectations)
        {
            if (expected.Kind != kind || found.Any(expected.Accepts)) continue;
            return $"expected {kind} {expected.Message ?? expected.Pattern}, got {(found.Count == 0 ? "none" : found[0])}";
        }

        return null;
    }
}
