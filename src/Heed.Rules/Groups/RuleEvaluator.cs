using System.Diagnostics.CodeAnalysis;

using Heed.Model.Labels;
using Heed.Model.Samples;
using Heed.Query.Results;
using Heed.Rules.Reports;
using Heed.Rules.State;

namespace Heed.Rules.Groups;

/// <summary>A rule with what it remembers. Evaluated by one thread; what reports read changes only under the engine's lock.</summary>
internal abstract class RuleEvaluator(RuleGroup group, Rule rule, RuleSurroundings surroundings)
{
    private readonly RuleExpression _expression = new(rule.Expression, surroundings.Queries);

    /// <summary>In the order in which the last evaluation wrote them.</summary>
    private List<LabelSet> _series = [];

    public RuleGroup Group => group;

    public Rule Rule => rule;

    public RuleIdentity Identity { get; } = RuleIdentity.Of(group, rule);

    /// <summary>Set once, before the first evaluation; one that sees nothing ahead where nothing is computed ahead.</summary>
    public RuleForesight Foresight { get; set; } = new(surroundings.Horizon, null);

    /// <summary>Everything that the rule writes up to this time is written: the next evaluation comes behind it.</summary>
    public long CompleteUntilMs { get; set; } = long.MinValue;

    /// <summary>The last time of the stretch of evaluations that was computed with the last one; its own time where it was alone.</summary>
    public long KnownUntilMs => _expression.KnownUntilMs;

    /// <summary>The series that the last evaluation wrote.</summary>
    public IReadOnlyCollection<LabelSet> Series => _series;

    protected RuleHealth Health { get; private set; }

    protected string LastError { get; private set; } = "";

    protected long? LastEvaluationMs { get; private set; }

    protected TimeSpan LastDuration { get; private set; }

    /// <summary>Queries and fills in templates; changes nothing that reports read. Runs without the lock.</summary>
    /// <returns>Null, or why the rule fails.</returns>
    public abstract string? Prepare(in EvaluationMoment moment);

    /// <summary>Takes over what was prepared and fills the output.</summary>
    /// <returns>Null, or why the rule fails.</returns>
    public abstract string? Apply_NeedsLock(
        in EvaluationMoment moment, RuleEngineOptions options, RuleOutput output, ref long stateVersion);

    public abstract IReadOnlyList<AlertMemory> Remember_NeedsLock();

    public abstract RuleReport Report_NeedsLock();

    /// <summary>Takes over another rule's memory of the same identity.</summary>
    public virtual void Restore_NeedsLock(IReadOnlyCollection<LabelSet> series, IReadOnlyList<AlertMemory> alerts) =>
        _series = [.. series];

    /// <summary>Puts off the end of hold durations by a time in which nobody looked.</summary>
    public virtual void Postpone_NeedsLock(long gapMs)
    {
    }

    /// <summary>Keeps how the last evaluation went, where a reload replaces the rule by an equal one.</summary>
    public void TakeHealth_NeedsLock(RuleEvaluator former)
    {
        Health = former.Health;
        LastError = former.LastError;
        LastEvaluationMs = former.LastEvaluationMs;
        LastDuration = former.LastDuration;
    }

    public void Finish_NeedsLock(string? error, long dueMs, TimeSpan duration)
    {
        Health = error is null ? RuleHealth.Ok : RuleHealth.Err;
        LastError = error ?? "";
        LastEvaluationMs = dueMs;
        LastDuration = duration;
    }

    /// <summary>Adds a stale marker for every series of the last evaluation that this one does not write.</summary>
    public void MarkVanished_NeedsLock(List<RuleSample> samples, ref long stateVersion)
    {
        if (IsAsBefore(samples)) return;
        HashSet<LabelSet> former = [.. _series];
        bool same = samples.Count == former.Count;
        List<LabelSet> written = new(samples.Count);
        foreach (RuleSample sample in samples)
        {
            written.Add(sample.Labels);
            same &= former.Remove(sample.Labels);
        }

        _series = written;
        if (same) return;
        foreach (LabelSet vanished in former.Order()) samples.Add(new RuleSample(vanished, StaleMarker.Value));
        stateVersion++;
    }

    protected bool TryEvaluate(
        in EvaluationMoment moment, [NotNullWhen(true)] out IReadOnlyList<VectorSample>? samples, [NotNullWhen(false)] out string? error) =>
        _expression.TryEvaluate(moment, Foresight, out samples, out error);

    /// <summary>Evaluators use the same label sets again and again, so that nearly always this needs no look at a label.</summary>
    private bool IsAsBefore(List<RuleSample> samples)
    {
        if (samples.Count != _series.Count) return false;
        for (int i = 0; i < samples.Count; i++)
        {
            if (!ReferenceEquals(samples[i].Labels, _series[i])) return false;
        }

        return true;
    }
}
