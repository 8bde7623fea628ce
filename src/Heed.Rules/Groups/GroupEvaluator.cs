using System.Runtime.ExceptionServices;

using Heed.Model.Labels;
using Heed.Model.Samples;
using Heed.Rules.Alerting;
using Heed.Rules.Recording;
using Heed.Rules.Reports;

namespace Heed.Rules.Groups;

/// <summary>Evaluates one group at the multiples of its interval since the engine's origin, moved by an offset of its own where groups are spread.</summary>
internal sealed class GroupEvaluator
{
    private readonly RuleSurroundings _surroundings;
    private readonly RuleOutput _output = new();
    private readonly long _intervalMs;
    private readonly long _offsetMs;
    private readonly long _spreadMs;
    private long? _lastEvaluationMs;
    private TimeSpan _lastDuration;
    private long _missed;

    /// <param name="nowMs">The first evaluation is due at the first multiple of the interval that is not before it.</param>
    public GroupEvaluator(RuleGroup group, RuleSurroundings surroundings, long nowMs)
    {
        Group = group;
        _surroundings = surroundings;
        _intervalMs = Math.Max(1, (long)(group.Interval ?? surroundings.Options.EvaluationInterval).TotalMilliseconds);
        _offsetMs = (long)(group.QueryOffset ?? surroundings.Options.QueryOffset).TotalMilliseconds;
        _spreadMs = surroundings.Options.SpreadsGroups ? Spread(group.Name, _intervalMs) : 0;
        Reads = RuleReads.Of(group);
        Writes = new RuleWrites(group.Rules);
        NextDueMs = Boundary(nowMs + _intervalMs - 1);
        Rules = [.. group.Rules.Select(rule => Evaluator(group, rule, surroundings))];
    }

    public RuleGroup Group { get; }

    public IReadOnlyList<RuleEvaluator> Rules { get; }

    public RuleReads Reads { get; }

    public RuleWrites Writes { get; }

    /// <summary>How far behind the due time the rules look and write.</summary>
    public long QueryOffsetMs => _offsetMs;

    public long NextDueMs { get; private set; }

    /// <summary>How often the last <see cref="Run"/> changed what a restart must not lose.</summary>
    public long Changes { get; private set; }

    /// <summary>What broke in the last <see cref="Run"/>: the store, not a rule.</summary>
    public ExceptionDispatchInfo? Broken { get; private set; }

    /// <summary>Evaluates all rules, one behind the other; the alerts wait for <see cref="Send"/>.</summary>
    /// <param name="dueMs">Not before <see cref="NextDueMs"/>; where it is later by intervals, those are missed.</param>
    public void Run(long dueMs)
    {
        long stateVersion = 0;
        Broken = null;
        long evaluatedMs = Boundary(dueMs);
        long missed = (evaluatedMs - NextDueMs) / _intervalMs;
        EvaluationMoment moment = new(evaluatedMs, evaluatedMs - _offsetMs, _intervalMs);
        long started = _surroundings.Clock.GetTimestamp();
        _output.Alerts.Clear();
        try
        {
            foreach (RuleEvaluator rule in Rules) Evaluate(rule, moment, ref stateVersion);
        }
        catch (Exception broken) when (broken is not OutOfMemoryException)
        {
            // Thrown when the groups beside it are done.
            Broken = ExceptionDispatchInfo.Capture(broken);
        }
        finally
        {
            // A store that breaks must not make the same evaluation due for ever.
            Changes = stateVersion;
            _surroundings.Tally.CountMissed(missed);
            lock (_surroundings.Lock)
            {
                _missed += missed;
                _lastEvaluationMs = evaluatedMs;
                _lastDuration = _surroundings.Clock.GetElapsedTime(started);
                NextDueMs = evaluatedMs + _intervalMs;
            }
        }
    }

    public RuleGroupReport Report_NeedsLock() => new()
    {
        Group = Group,
        Interval = TimeSpan.FromMilliseconds(_intervalMs),
        LastEvaluationMs = _lastEvaluationMs,
        EvaluationDuration = _lastDuration,
        NextDueMs = NextDueMs,
        MissedEvaluations = _missed,
        Rules = [.. Rules.Select(rule => rule.Report_NeedsLock())],
    };

    public RuleGroupFigures Figures_NeedsLock() => new(Group.File, Group.Name, Rules.Count, _lastDuration, _lastEvaluationMs, _missed);

    /// <summary>Keeps the count and the times of a group that a reload replaces by one of the same name.</summary>
    public void TakeHistory_NeedsLock(GroupEvaluator former)
    {
        _lastEvaluationMs = former._lastEvaluationMs;
        _lastDuration = former._lastDuration;
        _missed = former._missed;
        if (former._intervalMs == _intervalMs) NextDueMs = former.NextDueMs;
    }

    /// <summary>Hands on the alerts of the last <see cref="Run"/>.</summary>
    public void Send()
    {
        if (_output.Alerts.Count == 0) return;
        _surroundings.Tally.CountAlerts(_output.Alerts.Count);
        long started = _surroundings.Clock.GetTimestamp();
        _surroundings.Alerts.Accept([.. _output.Alerts]);
        _output.Alerts.Clear();
        lock (_surroundings.Lock) _lastDuration += _surroundings.Clock.GetElapsedTime(started);
    }

    /// <summary>
    /// What is recorded is written as far ahead as it is known, so that rules that read it can be computed ahead, too. Nobody reads a sample
    /// before its time.
    /// </summary>
    private void Evaluate(RuleEvaluator rule, in EvaluationMoment moment, ref long stateVersion)
    {
        if (moment.QueryMs <= rule.CompleteUntilMs) return;
        EvaluateOnce(rule, moment, ref stateVersion);
        EvaluationMoment last = moment;
        while (rule is RecordingEvaluator && last.QueryMs + _intervalMs <= rule.KnownUntilMs)
        {
            last = last.Next();
            EvaluateOnce(rule, last, ref stateVersion);
        }

        rule.CompleteUntilMs = last.QueryMs + _intervalMs - 1;
    }

    private void EvaluateOnce(RuleEvaluator rule, in EvaluationMoment moment, ref long stateVersion)
    {
        RuleTally tally = _surroundings.Tally;
        long started = _surroundings.Clock.GetTimestamp();
        _output.Samples.Clear();
        string? error = Prepare(rule, moment);
        lock (_surroundings.Lock)
        {
            error ??= rule.Apply_NeedsLock(moment, _surroundings.Options, _output, ref stateVersion);
            if (error is null) rule.MarkVanished_NeedsLock(_output.Samples, ref stateVersion);
            rule.Finish_NeedsLock(error, moment.DueMs, _surroundings.Clock.GetElapsedTime(started));
        }

        tally.CountEvaluation(error is not null);
        if (error is null) Write(moment.QueryMs);
    }

    /// <summary>A broken promise of the query engine ends this rule's evaluation, not that of the rules behind it.</summary>
    private string? Prepare(RuleEvaluator rule, in EvaluationMoment moment)
    {
        try
        {
            return rule.Prepare(moment);
        }
        catch (Exception broken) when (broken is not OutOfMemoryException)
        {
            return $"the evaluation broke: {broken.GetType().Name}: {broken.Message}";
        }
    }

    private void Write(long timeMs)
    {
        long written = 0;
        foreach (RuleSample sample in _output.Samples)
        {
            AppendOutcome outcome = sample.Histogram is { } histogram
                ? _surroundings.Samples.Append(sample.Labels, timeMs, histogram)
                : _surroundings.Samples.Append(sample.Labels, timeMs, sample.Value);
            if (outcome is AppendOutcome.Appended or AppendOutcome.AppendedLate or AppendOutcome.Duplicate) written++;
        }

        _surroundings.Tally.CountSamples(written, _output.Samples.Count - written);
    }

    private long Boundary(long timeMs)
    {
        long past = (timeMs - _surroundings.Options.OriginMs - _spreadMs) % _intervalMs;
        return timeMs - ((past + _intervalMs) % _intervalMs);
    }

    /// <summary>In whole seconds where the interval has any, so that times stay easy to read.</summary>
    private static long Spread(string name, long intervalMs)
    {
        StableHash hash = new(0);
        hash.Add(name);
        long unitMs = intervalMs >= 1000 ? 1000 : 1;
        return (long)(hash.ToUInt64() % (ulong)(intervalMs / unitMs)) * unitMs;
    }

    private static RuleEvaluator Evaluator(RuleGroup group, Rule rule, RuleSurroundings surroundings) => rule switch
    {
        AlertingRule alerting => new AlertingEvaluator(group, alerting, surroundings),
        RecordingRule recording => new RecordingEvaluator(group, recording, surroundings),
        _ => throw new InvalidOperationException($"expected a recording or an alerting rule, found {rule.GetType().Name}"),
    };
}
