using Heed.Model.Labels;
using Heed.Model.Samples;
using Heed.Rules.Reports;
using Heed.Rules.State;

namespace Heed.Rules.Groups;

/// <summary>A rule with what it remembers. Evaluated by one thread; what reports read changes only under the engine's lock.</summary>
internal abstract class RuleEvaluator(RuleGroup group, Rule rule)
{
    private HashSet<LabelSet> _series = [];

    public RuleGroup Group => group;

    public Rule Rule => rule;

    public RuleIdentity Identity { get; } = RuleIdentity.Of(group, rule);

    /// <summary>The series that the last evaluation wrote.</summary>
    public IReadOnlyCollection<LabelSet> Series => _series;

    protected RuleHealth Health { get; private set; }

    protected string LastError { get; private set; } = "";

    protected long? LastEvaluationMs { get; private set; }

    protected TimeSpan LastDuration { get; private set; }

    /// <summary>Queries and fills in templates; changes nothing that reports read. Runs without the lock.</summary>
    /// <returns>Null, or why the rule fails.</returns>
    public abstract string? Prepare(in EvaluationMoment moment, RuleSurroundings surroundings);

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
        HashSet<LabelSet> written = new(samples.Count);
        bool same = true;
        foreach (RuleSample sample in samples)
        {
            written.Add(sample.Labels);
            same &= _series.Contains(sample.Labels);
        }

        if (same && written.Count == _series.Count) return;
        foreach (LabelSet vanished in _series.Except(written).Order()) samples.Add(new RuleSample(vanished, StaleMarker.Value));
        _series = written;
        stateVersion++;
    }
}
