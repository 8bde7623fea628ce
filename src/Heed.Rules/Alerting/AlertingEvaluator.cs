using Heed.Model.Alerts;
using Heed.Model.Labels;
using Heed.Query.Results;
using Heed.Query.Syntax;
using Heed.Rules.Groups;
using Heed.Rules.Reports;
using Heed.Rules.State;
using Heed.Rules.Templates;

namespace Heed.Rules.Alerting;

/// <summary>Evaluates one alerting rule and keeps its alerts.</summary>
internal sealed class AlertingEvaluator : RuleEvaluator
{
    private readonly AlertingRule _rule;
    private readonly AlertTemplates _templates;
    private readonly AlertTimes _times;
    private readonly string _generatorUrl;
    private readonly SortedDictionary<LabelSet, ActiveAlert> _alerts = [];
    private readonly Dictionary<LabelSet, Candidate> _candidates = [];
    private readonly List<LabelSet> _forgotten = [];
    private readonly long _resendMs;
    private readonly long _pendingRefreshMs;
    private long _versionedMs;

    public AlertingEvaluator(RuleGroup group, AlertingRule rule, RuleSurroundings surroundings)
        : base(group, rule)
    {
        RuleEngineOptions options = surroundings.Options;
        _rule = rule;
        _templates = new AlertTemplates(rule, surroundings.Queries, options);
        _times = new AlertTimes(
            (long)rule.HoldDuration.TotalMilliseconds,
            (long)rule.KeepFiringFor.TotalMilliseconds,
            (long)options.ResolvedRetention.TotalMilliseconds);
        _generatorUrl = $"{options.ExternalUrl}/explore?expr={TextFunctions.QueryEscape(rule.Query)}";
        _resendMs = (long)options.ResendDelay.TotalMilliseconds;
        _pendingRefreshMs = (long)options.RestoreGrace.TotalMilliseconds / 2;
    }

    public override string? Prepare(in EvaluationMoment moment, RuleSurroundings surroundings)
    {
        _candidates.Clear();
        RuleQueries queries = surroundings.Queries;
        Expression expression = _rule.Expression;
        if (!queries.TryEvaluate(expression, moment.QueryMs, out IReadOnlyList<VectorSample>? vector, out string? error)) return error;
        long failures = _templates.Failures;
        foreach (VectorSample sample in vector)
        {
            LabelSetBuilder labels = sample.Labels.ToBuilder().Remove(LabelNames.MetricName);
            LabelSetBuilder annotations = new();
            _templates.Expand(sample, moment.DueMs, labels, annotations);
            LabelSet identity = labels.Set(LabelNames.AlertName, _rule.Name).Build();
            if (!_candidates.TryAdd(identity, new Candidate(annotations.Build(), sample.Sample.Value)))
            {
                return $"two results have the labels {identity} once the rule's labels are set";
            }
        }

        surroundings.Tally.CountTemplateFailures(_templates.Failures - failures);
        return null;
    }

    public override string? Apply_NeedsLock(
        in EvaluationMoment moment, RuleEngineOptions options, RuleOutput output, ref long stateVersion)
    {
        foreach ((LabelSet labels, Candidate candidate) in _candidates)
        {
            if (!_alerts.TryGetValue(labels, out ActiveAlert? alert)) _alerts.Add(labels, alert = new ActiveAlert(labels));
            alert.Annotations = candidate.Annotations;
            alert.Value = candidate.Value;
        }

        int active = Observe(moment.DueMs, ref stateVersion);
        int limit = RuleLimit.Of(Group, options);
        if (active > limit)
        {
            _alerts.Clear();
            stateVersion++;
            return $"exceeded limit of {limit} with {active} alerts";
        }

        foreach (ActiveAlert alert in _alerts.Values)
        {
            if (alert.State != AlertState.Inactive)
            {
                output.Samples.Add(new RuleSample(alert.StateSeries, 1));
                output.Samples.Add(new RuleSample(alert.HoldSeries, Math.Floor(alert.ActiveSinceMs / 1000.0)));
            }

            if (alert.NeedsSending(moment.DueMs, _resendMs)) output.Alerts.Add(Send(alert, moment));
        }

        return null;
    }

    public override void Restore_NeedsLock(IReadOnlyCollection<LabelSet> series, IReadOnlyList<AlertMemory> alerts)
    {
        base.Restore_NeedsLock(series, alerts);
        _alerts.Clear();
        foreach (AlertMemory memory in alerts) _alerts[memory.Labels] = new ActiveAlert(memory);
    }

    public override void Postpone_NeedsLock(long gapMs)
    {
        foreach (ActiveAlert alert in _alerts.Values)
        {
            if (alert.State == AlertState.Pending) alert.Postpone(gapMs);
        }
    }

    public override IReadOnlyList<AlertMemory> Remember_NeedsLock() => [.. _alerts.Values.Select(alert => alert.Remember())];

    public override RuleReport Report_NeedsLock()
    {
        AlertReport[] alerts = [.. _alerts.Values.Select(Report)];
        return new RuleReport
        {
            Rule = _rule,
            Health = Health,
            LastError = LastError,
            LastEvaluationMs = LastEvaluationMs,
            EvaluationDuration = LastDuration,
            SeriesCount = Series.Count,
            State = alerts.Length == 0 ? AlertState.Inactive : alerts.Max(alert => alert.State),
            Alerts = alerts,
        };
    }

    /// <returns>How many alerts are pending or firing.</returns>
    private int Observe(long nowMs, ref long stateVersion)
    {
        int active = 0;
        bool pending = false;
        bool changed = false;
        _forgotten.Clear();
        foreach ((LabelSet labels, ActiveAlert alert) in _alerts)
        {
            AlertTransition transition = alert.Observe(_candidates.ContainsKey(labels), nowMs, _times);
            changed |= transition != AlertTransition.None;
            if (transition == AlertTransition.Forgotten) _forgotten.Add(labels);
            else if (alert.State != AlertState.Inactive) active++;
            pending |= alert.State == AlertState.Pending;
        }

        foreach (LabelSet labels in _forgotten) _alerts.Remove(labels);

        // While alerts wait, their state is kept often enough that a crash does not look like a long gap to its restoration.
        if (changed || (pending && nowMs - _versionedMs >= _pendingRefreshMs))
        {
            stateVersion++;
            _versionedMs = nowMs;
        }

        return active;
    }

    private Alert Send(ActiveAlert alert, in EvaluationMoment moment)
    {
        alert.MarkSent(moment.DueMs);
        long endsAtMs = alert.ResolvedAtMs ?? (moment.DueMs + (4 * Math.Max(moment.IntervalMs, _resendMs)));
        long startsAtMs = alert.FiredAtMs ?? alert.ActiveSinceMs;
        return new Alert(alert.Labels, alert.Annotations, startsAtMs, endsAtMs, moment.DueMs, _generatorUrl);
    }

    private AlertReport Report(ActiveAlert alert) => new(
        alert.Labels, alert.Annotations, alert.State, alert.ActiveSinceMs, alert.FiredAtMs, alert.KeepFiringSinceMs, alert.ResolvedAtMs,
        alert.Value, _rule, Group, _generatorUrl);

    /// <summary>An element of the expression with the rule's labels set.</summary>
    private readonly record struct Candidate(LabelSet Annotations, double Value);
}
