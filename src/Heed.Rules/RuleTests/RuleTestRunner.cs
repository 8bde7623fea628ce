using Heed.Model.Alerts;
using Heed.Model.Histograms;
using Heed.Model.Labels;
using Heed.Model.Samples;
using Heed.Query.Execution;
using Heed.Query.Notation;
using Heed.Query.Results;
using Heed.Rules.Groups;
using Heed.Rules.Reports;

namespace Heed.Rules.RuleTests;

/// <summary>
/// Runs rule tests as promtool does: all values of a test's series are there from the start, every group is evaluated at each multiple of the
/// evaluation interval whatever its own says, alerts are compared when they are due, expressions at the end.
/// </summary>
/// <param name="groups">Of all rule files of the test file.</param>
/// <param name="openStore">Makes an empty store for a test.</param>
/// <param name="clock">Measures evaluations; decides nothing.</param>
public sealed class RuleTestRunner(RuleTestFile file, IReadOnlyList<RuleGroup> groups, Func<RuleTestStore> openStore, TimeProvider clock)
{
    private readonly RuleGroup[] _ordered = Order(file, groups);

    /// <summary>What a test did not find; empty where it passed.</summary>
    public IReadOnlyList<RuleTestFailure> Run(RuleTestCase test)
    {
        RuleTestStore store = openStore();
        List<RuleTestFailure> failures = Load(test, store.Sink);
        if (failures.Count > 0) return failures;
        QueryEngine queries = new(store.Reader, new QueryOptions { DefaultSubqueryStep = file.EvaluationInterval });
        RuleEngineOptions options = new()
        {
            EvaluationInterval = file.EvaluationInterval,
            OriginMs = test.StartMs,
            ExternalLabels = test.ExternalLabels,
            ExternalUrl = test.ExternalUrl,
        };
        RuleEngine engine = new(_ordered, queries, store.Sink, new Silence(), options, clock, test.StartMs);
        Evaluate(test, engine, failures);
        foreach (ExpressionExpectation expectation in test.Expressions) Compare(test, expectation, queries, failures);
        return failures;
    }

    /// <summary>Groups that are named come first; the others keep their order.</summary>
    private static RuleGroup[] Order(RuleTestFile file, IReadOnlyList<RuleGroup> groups)
    {
        List<string> names = [.. file.GroupOrder];
        int Place(RuleGroup group) => names.IndexOf(group.Name) is >= 0 and int place ? place : names.Count;
        return [.. groups.Select(g => g with { Interval = null }).OrderBy(Place)];
    }

    private static List<RuleTestFailure> Load(RuleTestCase test, IHistogramSink sink)
    {
        List<RuleTestFailure> failures = [];
        foreach ((LabelSet labels, IReadOnlyList<NotedSample?> values) in test.Series)
        {
            AppendOutcome outcome = AppendOutcome.Appended;
            for (int i = 0; i < values.Count && outcome == AppendOutcome.Appended; i++)
            {
                if (values[i] is not { } sample) continue;
                long timeMs = test.StartMs + (i * (long)test.Interval.TotalMilliseconds);
                outcome = sample.Histogram is { } histogram ? sink.Append(labels, timeMs, histogram) : sink.Append(labels, timeMs, sample.Value);
            }

            if (outcome == AppendOutcome.Appended) continue;
            string problem = $"expected a series that is not there yet, found {labels} twice ({outcome})";
            failures.Add(new RuleTestFailure(test.Name, test.Line, labels.ToString(), TimeSpan.Zero, problem, [], []));
        }

        return failures;
    }

    private void Evaluate(RuleTestCase test, RuleEngine engine, List<RuleTestFailure> failures)
    {
        Queue<AlertExpectation> due = new(test.Alerts.OrderBy(a => a.At));
        for (TimeSpan at = TimeSpan.Zero; at <= test.Length; at += file.EvaluationInterval)
        {
            engine.Run(test.StartMs + (long)at.TotalMilliseconds);
            foreach (RuleReport rule in engine.Report().SelectMany(g => g.Rules).Where(r => r.LastError.Length > 0))
            {
                failures.Add(new RuleTestFailure(test.Name, test.Line, rule.Rule.Name, at, rule.LastError, [], []));
            }

            if (failures.Count > 0) return;
            while (due.TryPeek(out AlertExpectation? expectation) && expectation.At < at + file.EvaluationInterval)
            {
                Compare(test, due.Dequeue(), engine, failures);
            }
        }
    }

    private static void Compare(RuleTestCase test, AlertExpectation expectation, RuleEngine engine, List<RuleTestFailure> failures)
    {
        List<ExpectedAlert> got =
        [
            .. engine.ReportAlerts().Where(a => a.Name == expectation.AlertName && a.State == AlertState.Firing)
                .Select(a => new ExpectedAlert(a.Labels, a.Annotations)),
        ];
        List<ExpectedAlert> missing = [];
        foreach (ExpectedAlert expected in expectation.Expected)
        {
            if (!got.Remove(expected)) missing.Add(expected);
        }

        if (missing.Count + got.Count == 0) return;
        failures.Add(new RuleTestFailure(
            test.Name, expectation.Line, "alert " + expectation.AlertName, expectation.At, null,
            [.. missing.OrderBy(a => a.Labels).Select(a => a.ToString())], [.. got.OrderBy(a => a.Labels).Select(a => a.ToString())]));
    }

    private void Compare(RuleTestCase test, ExpressionExpectation expectation, QueryEngine queries, List<RuleTestFailure> failures)
    {
        QueryResult result = queries.Instant(expectation.Expression, test.StartMs + (long)expectation.At.TotalMilliseconds);
        if (result.Error is { } error)
        {
            failures.Add(new RuleTestFailure(test.Name, expectation.Line, expectation.Expression, expectation.At, error.Message, [], []));
            return;
        }

        List<(LabelSet Labels, NotedSample Sample)> got = Samples(result.Value!);
        List<string> missing = [];
        foreach ((LabelSet labels, NotedSample sample) in expectation.Expected)
        {
            int at = got.FindIndex(g => g.Labels == labels && SampleComparison.Agree(sample, g.Sample, file.FuzzyCompare));
            if (at >= 0) got.RemoveAt(at);
            else missing.Add(SampleComparison.Print(labels, sample));
        }

        if (missing.Count + got.Count == 0) return;
        failures.Add(new RuleTestFailure(
            test.Name, expectation.Line, expectation.Expression, expectation.At, null, missing,
            [.. got.Select(g => SampleComparison.Print(g.Labels, g.Sample))]));
    }

    private static List<(LabelSet Labels, NotedSample Sample)> Samples(QueryValue value) => value switch
    {
        ScalarValue scalar => [(LabelSet.Empty, new NotedSample(scalar.Value))],
        VectorValue vector => [.. vector.Samples.Select(s => (s.Labels, new NotedSample(s.Sample.Value, s.Histogram)))],
        _ => [],
    };

    /// <summary>Nobody is notified by a test.</summary>
    private sealed class Silence : IAlertSink
    {
        public void Accept(IReadOnlyList<Alert> alerts)
        {
        }
    }
}
