using Heed.Model.Alerts;
using Heed.Model.Labels;
using Heed.Query.Results;
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
    private readonly AlertElements _elements;
    private readonly Dictionary<LabelSet, ActiveAlert> _alerts = [];

    /// <summary>The alerts in the order of their labels.</summary>
    private readonly List<ActiveAlert> _ordered = [];
    private readonly long _resendMs;
    private readonly long _pendingRefreshMs;
    private long _versionedMs;

    public AlertingEvaluator(RuleGroup group, AlertingRule rule, RuleSurroundings surroundings)
        : base(group, rule, surroundings)
    {
        RuleEngineOptions options = surroundings.Options;
        _rule = rule;
        _templates = new AlertTemplates(rule, surroundings.Queries, options, surroundings.Tally);
        _elements = new AlertElements(rule.Name, _templates);
        _times = new AlertTimes(
            (long)rule.HoldDuration.TotalMilliseconds,
            (long)rule.KeepFiringFor.TotalMilliseconds,
            (long)options.ResolvedRetention.TotalMilliseconds);
        _generatorUrl = $"{options.ExternalUrl}/explore?expr={TextFunctions.QueryEscape(rule.Query)}";
        _resendMs = (long)options.ResendDelay.TotalMilliseconds;
        _pendingRefreshMs = (long)options.RestoreGrace.TotalMilliseconds / 2;
    }

    public override string? Prepare(in EvaluationMoment moment) =>
        TryEvaluate(moment, out IReadOnlyList<VectorSample>? vector, out string? error) ? _elements.Take(vector, moment.DueMs) : error;

    public override string? Apply_NeedsLock(
        in EvaluationMoment moment, RuleEngineOptions options, RuleOutput output, ref long stateVersion)
    {
        See();
        int active = Observe(moment.DueMs, ref stateVersion);
        int limit = RuleLimit.Of(Group, options);
        if (active > limit)
        {
            Clear();
            stateVersion++;
            return $"exceeded limit of {limit} with {active} alerts";
        }

        foreach (ActiveAlert alert in _ordered)
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
        Clear();
        foreach (AlertMemory memory in alerts) _alerts[memory.Labels] = new ActiveAlert(memory);
        _ordered.AddRange(_alerts.Values);
        Sort();
    }

    public override void Postpone_NeedsLock(long gapMs)
    {
        foreach (ActiveAlert alert in _ordered)
        {
            if (alert.State == AlertState.Pending) alert.Postpone(gapMs);
        }
    }

    public override IReadOnlyList<AlertMemory> Remember_NeedsLock() => [.. _ordered.Select(alert => Annotated(alert).Remember())];

    public override RuleReport Report_NeedsLock()
    {
        AlertReport[] alerts = [.. _ordered.Select(Report)];
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

    private void See()
    {
        bool isOrdered = true;
        foreach (AlertElement element in _elements.Present)
        {
            AlertSlot slot = element.Slot!;
            if (slot.Alert is null or { IsForgotten: true })
            {
                if (!_alerts.TryGetValue(slot.Identity, out ActiveAlert? alert))
                {
                    _alerts.Add(slot.Identity, alert = new ActiveAlert(slot.Identity));
                    _ordered.Add(alert);
                    isOrdered = false;
                }

                slot.Alert = alert;
            }

            slot.Alert.See(element, _elements.Round, _templates.AnnotationsUseValue);
        }

        if (!isOrdered) Sort();
    }

    private void Sort() => _ordered.Sort(static (a, b) => a.Labels.CompareTo(b.Labels));

    private void Clear()
    {
        foreach (ActiveAlert alert in _ordered) alert.IsForgotten = true;
        _alerts.Clear();
        _ordered.Clear();
    }

    /// <returns>How many alerts are pending or firing.</returns>
    private int Observe(long nowMs, ref long stateVersion)
    {
        int active = 0;
        bool pending = false;
        bool changed = false;
        bool forgot = false;
        foreach (ActiveAlert alert in _ordered)
        {
            AlertTransition transition = alert.Observe(alert.Round == _elements.Round, nowMs, _times);
            changed |= transition != AlertTransition.None;
            if (transition == AlertTransition.Forgotten)
            {
                alert.IsForgotten = forgot = true;
                _alerts.Remove(alert.Labels);
            }
            else if (alert.State != AlertState.Inactive) active++;

            pending |= alert.State == AlertState.Pending;
        }

        if (forgot) _ordered.RemoveAll(static alert => alert.IsForgotten);

        // While alerts wait, their state is kept often enough that a crash does not look like a long gap to its restoration.
        if (changed || (pending && nowMs - _versionedMs >= _pendingRefreshMs))
        {
            stateVersion++;
            _versionedMs = nowMs;
        }

        return active;
    }

    /// <summary>The alert with annotations that fit its value: they are filled in when somebody is to read them.</summary>
    private ActiveAlert Annotated(ActiveAlert alert)
    {
        if (alert.AnnotationsAreDue) alert.Annotate(_templates.ExpandAnnotations(alert.Element, alert.Value, nowMs: 0));
        return alert;
    }

    private Alert Send(ActiveAlert alert, in EvaluationMoment moment)
    {
        alert.MarkSent(moment.DueMs);
        long endsAtMs = alert.ResolvedAtMs ?? (moment.DueMs + (4 * Math.Max(moment.IntervalMs, _resendMs)));
        long startsAtMs = alert.FiredAtMs ?? alert.ActiveSinceMs;
        return new Alert(alert.Labels, Annotated(alert).Annotations, startsAtMs, endsAtMs, moment.DueMs, _generatorUrl);
    }

    private AlertReport Report(ActiveAlert alert) => new(
        alert.Labels, Annotated(alert).Annotations, alert.State, alert.ActiveSinceMs, alert.FiredAtMs, alert.KeepFiringSinceMs, alert.ResolvedAtMs,
        alert.Value, _rule, Group, _generatorUrl);
}
