using Heed.Model.Alerts;
using Heed.Model.Histograms;
using Heed.Model.Labels;
using Heed.Model.Samples;
using Heed.Model.Time;
using Heed.Query.Execution;
using Heed.Rules.Reports;
using Heed.Rules.State;

namespace Heed.Rules.Groups;

/// <summary>Evaluates groups of rules when they are due: recorded samples go to the store, alerts to routing.</summary>
/// <remarks>
/// A group is due at fixed times (the whole multiples of its interval since the Unix epoch, moved by an offset of its own with
/// <see cref="RuleEngineOptions.SpreadsGroups"/>), so that replays and restarts evaluate at the same times. Groups that are due together
/// give what they give in the order in which they were given; those that do not read each other's results run side by side. One thread
/// calls <see cref="Run"/>; every other member may be called from any thread.
/// </remarks>
public sealed class RuleEngine : IScheduled
{
    private readonly Lock _lock = new();
    private readonly ParallelOptions _parallel;
    private readonly RuleSurroundings _surroundings;
    private IReadOnlyList<GroupEvaluator> _groups;
    private (IReadOnlyList<RuleGroup> Groups, long NowMs)? _replacement;
    private HashSet<LabelSet> _orphans = [];
    private long? _lookedAwayMs;
    private long _evaluatedMs;
    private long _stateVersion;
    private bool _running;

    /// <param name="nowMs">No evaluation is due before it; milliseconds since the Unix epoch.</param>
    /// <param name="clock">Measures how long evaluations take; it decides nothing.</param>
    public RuleEngine(
        IReadOnlyList<RuleGroup> groups,
        QueryEngine queries,
        IHistogramSink samples,
        IAlertSink alerts,
        RuleEngineOptions options,
        TimeProvider clock,
        long nowMs)
    {
        _surroundings = new RuleSurroundings(new RuleQueries(queries), samples, alerts, options, clock, _lock);
        _parallel = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, options.MaxParallelism) };
        _groups = [.. groups.Select(group => new GroupEvaluator(group, _surroundings, nowMs))];
        RuleOrder.Settle(_groups, _surroundings.Horizon);
    }

    /// <summary>
    /// Up to when the series are complete that no rule writes, in milliseconds since the Unix epoch: <see cref="RuleEngineOptions.LookAhead"/>
    /// goes no further. For ever unless it is set, between two runs.
    /// </summary>
    public long KnownUntilMs
    {
        get => _surroundings.Horizon.KnownUntilMs;
        set => _surroundings.Horizon.KnownUntilMs = value;
    }

    public long NextDueMs
    {
        get
        {
            lock (_lock) return _groups.Count == 0 ? long.MaxValue : _groups.Min(group => group.NextDueMs);
        }
    }

    /// <summary>
    /// Rises whenever something changed that a restart must not lose: <see cref="ExportState"/> then has news. It does not rise
    /// for new values of alerts that stay as they are.
    /// </summary>
    public long StateVersion => Interlocked.Read(ref _stateVersion);

    public RuleCounts Counts => _surroundings.Tally.Read();

    /// <summary>
    /// Evaluates every group that is due by then. A call that comes later than a group's due time by intervals evaluates it
    /// once, at its last due time, and counts the others as missed.
    /// </summary>
    public void Run(long dueMs)
    {
        GroupEvaluator[] due;
        lock (_lock)
        {
            if (_running) throw new InvalidOperationException("expected one call of Run at a time, found a second one");
            _running = true;
            if (_lookedAwayMs is { } since) Postpone_NeedsLock(dueMs - since);
            due = [.. _groups.Where(group => group.NextDueMs <= dueMs)];
        }

        long version = 0;
        try
        {
            foreach (IReadOnlyList<GroupEvaluator> batch in GroupBatches.Of(due)) version += RunBatch(batch, dueMs);
            WriteOrphans(dueMs);
        }
        finally
        {
            lock (_lock)
            {
                _running = false;
                if (due.Length > 0) _evaluatedMs = dueMs;
                if (_replacement is { } next) Replace_NeedsLock(next.Groups, next.NowMs);
            }

            if (version > 0) Interlocked.Add(ref _stateVersion, version);
        }
    }

    /// <summary>
    /// Puts other groups in the place of the present ones, from the end of a running evaluation on. Rules whose group, name,
    /// labels and expression stay go on as they are; the series of all others get stale markers at the next evaluation, and
    /// their alerts end when nobody repeats them.
    /// </summary>
    /// <param name="nowMs">No evaluation of a new group is due before it.</param>
    public void ReplaceGroups(IReadOnlyList<RuleGroup> groups, long nowMs)
    {
        lock (_lock)
        {
            if (_running) _replacement = (groups, nowMs);
            else Replace_NeedsLock(groups, nowMs);
        }
    }

    /// <summary>What a restart must not lose.</summary>
    public RuleEngineState ExportState()
    {
        lock (_lock)
        {
            IEnumerable<RuleState> rules = _groups.SelectMany(group => group.Rules)
                .Select(rule => new RuleState(rule.Identity, [.. rule.Series.Order()], rule.Remember_NeedsLock()));
            return new RuleEngineState(_evaluatedMs, [.. rules]);
        }
    }

    /// <summary>
    /// Takes over an exported state: the next evaluation goes on exactly where the export was made. Where it comes more than
    /// <see cref="RuleEngineOptions.RestoreGrace"/> behind the last one before, pending alerts wait longer by the gap. To be
    /// called before the first <see cref="Run"/>.
    /// </summary>
    public void RestoreState(RuleEngineState state)
    {
        lock (_lock)
        {
            if (_running) throw new InvalidOperationException("expected a state to be restored before the first evaluation");
            Restore_NeedsLock(state);
        }
    }

    /// <summary>All groups, in their order.</summary>
    public IReadOnlyList<RuleGroupReport> Report()
    {
        lock (_lock) return [.. _groups.Select(group => group.Report_NeedsLock())];
    }

    /// <summary>All groups in numbers, in their order.</summary>
    public IReadOnlyList<RuleGroupFigures> ReportFigures()
    {
        lock (_lock) return [.. _groups.Select(group => group.Figures_NeedsLock())];
    }

    /// <summary>All alerts, those that were resolved lately included, in the order of groups, rules and labels.</summary>
    public IReadOnlyList<AlertReport> ReportAlerts() =>
        [.. Report().SelectMany(group => group.Rules).SelectMany(rule => rule.Alerts)];

    /// <summary>Alerts leave in the order of the groups, whichever was evaluated first.</summary>
    private long RunBatch(IReadOnlyList<GroupEvaluator> batch, long dueMs)
    {
        if (batch.Count == 1 || _parallel.MaxDegreeOfParallelism == 1)
        {
            foreach (GroupEvaluator group in batch) group.Run(dueMs);
        }
        else Parallel.For(0, batch.Count, _parallel, i => batch[i].Run(dueMs));

        long changes = 0;
        foreach (GroupEvaluator group in batch)
        {
            changes += group.Changes;
            group.Send();
        }

        foreach (GroupEvaluator group in batch) group.Broken?.Throw();
        return changes;
    }

    private void Postpone_NeedsLock(long gapMs)
    {
        _lookedAwayMs = null;
        if (gapMs <= (long)_surroundings.Options.RestoreGrace.TotalMilliseconds) return;
        foreach (RuleEvaluator rule in _groups.SelectMany(group => group.Rules)) rule.Postpone_NeedsLock(gapMs);
    }

    private void Restore_NeedsLock(RuleEngineState state)
    {
        _evaluatedMs = state.EvaluatedAtMs;
        _lookedAwayMs = state.EvaluatedAtMs;
        RuleMemories memories = new(state.Rules);
        foreach (RuleEvaluator rule in _groups.SelectMany(group => group.Rules))
        {
            if (memories.Take(rule.Identity) is { } memory) rule.Restore_NeedsLock(memory.Series, memory.Alerts);
        }

        _orphans.UnionWith(memories.Rest.SelectMany(memory => memory.Series));
    }

    private void Replace_NeedsLock(IReadOnlyList<RuleGroup> groups, long nowMs)
    {
        _replacement = null;
        Dictionary<RuleIdentity, Queue<RuleEvaluator>> former = [];
        foreach (RuleEvaluator rule in _groups.SelectMany(group => group.Rules))
        {
            if (!former.TryGetValue(rule.Identity, out Queue<RuleEvaluator>? same)) former.Add(rule.Identity, same = []);
            same.Enqueue(rule);
        }

        GroupEvaluator[] next = [.. groups.Select(group => new GroupEvaluator(group, _surroundings, nowMs))];
        foreach (GroupEvaluator group in next)
        {
            GroupEvaluator? old = _groups.FirstOrDefault(g => (g.Group.Name, g.Group.File) == (group.Group.Name, group.Group.File));
            if (old is not null) group.TakeHistory_NeedsLock(old);
            foreach (RuleEvaluator rule in group.Rules)
            {
                if (!former.TryGetValue(rule.Identity, out Queue<RuleEvaluator>? same)) continue;
                if (!same.TryDequeue(out RuleEvaluator? twin)) continue;
                rule.Restore_NeedsLock(twin.Series, twin.Remember_NeedsLock());
                rule.TakeHealth_NeedsLock(twin);
            }
        }

        _orphans.UnionWith(former.Values.SelectMany(rules => rules).SelectMany(rule => rule.Series));
        RuleOrder.Settle(next, _surroundings.Horizon);
        _groups = next;
        Interlocked.Increment(ref _stateVersion);
    }

    /// <summary>Ends the series of rules that are gone, except those that a present rule writes.</summary>
    private void WriteOrphans(long timeMs)
    {
        LabelSet[] ended;
        lock (_lock)
        {
            if (_orphans.Count == 0) return;
            _orphans.ExceptWith(_groups.SelectMany(group => group.Rules).SelectMany(rule => rule.Series));
            ended = [.. _orphans.Order()];
            _orphans = [];
        }

        long written = 0;
        foreach (LabelSet series in ended)
        {
            AppendOutcome outcome = _surroundings.Samples.Append(series, timeMs, StaleMarker.Value);
            if (outcome is AppendOutcome.Appended or AppendOutcome.AppendedLate or AppendOutcome.Duplicate) written++;
        }

        _surroundings.Tally.CountSamples(written, ended.Length - written);
    }
}
