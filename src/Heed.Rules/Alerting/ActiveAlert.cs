using Heed.Model.Alerts;
using Heed.Model.Labels;
using Heed.Rules.State;

namespace Heed.Rules.Alerting;

/// <summary>One alert of a rule, from the first evaluation that finds it to the end of its showing. Its owner holds the lock.</summary>
internal sealed class ActiveAlert
{
    private LabelSet? _pendingSeries;
    private LabelSet? _firingSeries;
    private LabelSet? _holdSeries;

    public ActiveAlert(LabelSet labels)
    {
        Labels = labels;
        Annotations = LabelSet.Empty;
        Element = labels;
    }

    public ActiveAlert(AlertMemory memory)
    {
        Labels = memory.Labels;
        Annotations = memory.Annotations;
        State = memory.State;
        ActiveSinceMs = memory.ActiveSinceMs;
        FiredAtMs = memory.FiredAtMs;
        KeepFiringSinceMs = memory.KeepFiringSinceMs;
        ResolvedAtMs = memory.ResolvedAtMs;
        LastSentMs = memory.LastSentMs;
        Value = memory.Value;
        Element = memory.Labels;
    }

    public LabelSet Labels { get; }

    /// <summary>As of <see cref="AnnotationsAreDue"/>: those of an earlier element or value while that is true.</summary>
    public LabelSet Annotations { get; private set; }

    /// <summary>Whether the annotations have to be filled in again before anybody reads them.</summary>
    public bool AnnotationsAreDue { get; private set; }

    /// <summary>The labels of the element that the expression gave last.</summary>
    public LabelSet Element { get; private set; }

    /// <summary>The rule's last evaluation in which the condition held.</summary>
    public long Round { get; private set; }

    /// <summary>Whether the rule has forgotten it: whoever still holds it looks for another.</summary>
    public bool IsForgotten { get; set; }

    public AlertState State { get; private set; }

    public long ActiveSinceMs { get; private set; }

    public long? FiredAtMs { get; private set; }

    public long? KeepFiringSinceMs { get; private set; }

    public long? ResolvedAtMs { get; private set; }

    public long? LastSentMs { get; private set; }

    public double Value { get; private set; }

    /// <summary>The series <c>ALERTS</c> of the present state.</summary>
    public LabelSet StateSeries => State == AlertState.Firing
        ? _firingSeries ??= Series("ALERTS", "firing")
        : _pendingSeries ??= Series("ALERTS", "pending");

    /// <summary>The series <c>ALERTS_FOR_STATE</c>, whose value is <see cref="ActiveSinceMs"/> in seconds.</summary>
    public LabelSet HoldSeries => _holdSeries ??= Series("ALERTS_FOR_STATE", "");

    /// <summary>Takes over what the expression gives for it now.</summary>
    /// <param name="annotationsUseValue">Whether another value makes other annotations.</param>
    public void See(AlertElement element, long round, bool annotationsUseValue)
    {
        bool isOther = !ReferenceEquals(Element, element.Labels);
        if (annotationsUseValue) isOther |= BitConverter.DoubleToInt64Bits(Value) != BitConverter.DoubleToInt64Bits(element.Value);
        AnnotationsAreDue |= isOther;
        Element = element.Labels;
        Value = element.Value;
        Round = round;
        if (element.Annotations is { } annotations) Annotate(annotations);
    }

    public void Annotate(LabelSet annotations)
    {
        Annotations = annotations;
        AnnotationsAreDue = false;
    }

    /// <summary>Moves the alert on by one evaluation that found its condition true, or not.</summary>
    public AlertTransition Observe(bool holds, long nowMs, in AlertTimes times)
    {
        if (!holds) return ObserveAbsence(nowMs, times);
        AlertTransition transition = AlertTransition.None;
        KeepFiringSinceMs = null;
        if (State == AlertState.Inactive)
        {
            State = AlertState.Pending;
            ActiveSinceMs = nowMs;
            FiredAtMs = null;
            ResolvedAtMs = null;
            LastSentMs = null;
            transition = AlertTransition.BecamePending;
        }

        if (State != AlertState.Pending || nowMs - ActiveSinceMs < times.HoldMs) return transition;
        State = AlertState.Firing;
        FiredAtMs = nowMs;
        return AlertTransition.Fired;
    }

    /// <summary>
    /// Whether routing has to be told now: of a firing alert at once and again whenever more than the delay has gone by, of a
    /// resolved one once, of a pending one never.
    /// </summary>
    public bool NeedsSending(long nowMs, long resendDelayMs) => State switch
    {
        AlertState.Pending => false,
        AlertState.Firing => LastSentMs is not { } sent || nowMs - sent > resendDelayMs,
        _ => ResolvedAtMs is { } resolved && (LastSentMs is not { } last || last < resolved),
    };

    public void MarkSent(long nowMs) => LastSentMs = nowMs;

    /// <summary>Puts off the end of the hold duration by a time in which nobody looked.</summary>
    public void Postpone(long gapMs) => ActiveSinceMs += gapMs;

    public AlertMemory Remember() => new(
        Labels, Annotations, State, ActiveSinceMs, FiredAtMs, KeepFiringSinceMs, ResolvedAtMs, LastSentMs, Value);

    private AlertTransition ObserveAbsence(long nowMs, in AlertTimes times)
    {
        if (State == AlertState.Pending) return AlertTransition.Forgotten;
        if (State == AlertState.Inactive)
        {
            return nowMs - (ResolvedAtMs ?? nowMs) > times.RetentionMs ? AlertTransition.Forgotten : AlertTransition.None;
        }

        if (times.KeepFiringMs > 0)
        {
            bool first = KeepFiringSinceMs is null;
            KeepFiringSinceMs ??= nowMs;
            if (nowMs - KeepFiringSinceMs < times.KeepFiringMs) return first ? AlertTransition.KeptFiring : AlertTransition.None;
        }

        State = AlertState.Inactive;
        ResolvedAtMs = nowMs;
        return AlertTransition.Resolved;
    }

    private LabelSet Series(string metric, string state)
    {
        LabelSetBuilder builder = Labels.ToBuilder().Set(LabelNames.MetricName, metric);
        if (state.Length > 0) builder.Set("alertstate", state);
        return builder.Build();
    }
}
