using Heed.Alerting.Dispatching;
using Heed.Alerting.Incidents;
using Heed.Model.Labels;
using Heed.Rules.Groups;
using Heed.Rules.State;
using Heed.Server.Journal;

namespace Heed.Server.State;

/// <summary>
/// The state of rules and of alert routing, in the database: a document a rule, an alert, a group, a log entry, so that a turn writes only
/// what it changed. Owned by the engine's owner.
/// </summary>
public sealed class EngineState
{
    /// <summary>The kind of the documents of rules.</summary>
    internal const string Rules = "rule";

    private readonly RuleEngine _rules;
    private readonly AlertingDocuments _alerting;
    private readonly AlertJournal _journal;
    private readonly DocumentSet<RuleState> _ruleStates;
    private readonly DocumentSet<EvaluationTime> _evaluationTimes;
    private long _ruleVersion;
    private long _rulesDueMs;

    /// <param name="database">Where it is kept.</param>
    /// <param name="rules">Whose state it is.</param>
    /// <param name="alerts">And whose.</param>
    /// <param name="external">What alerts of rules are given on their way to routing.</param>
    public EngineState(StateDatabase database, RuleEngine rules, AlertDispatcher alerts, LabelSet external)
    {
        _rules = rules;
        _ruleStates = new DocumentSet<RuleState>(Rules, database);
        _alerting = new AlertingDocuments(database, alerts);
        _journal = new AlertJournal(alerts, external);
        _evaluationTimes = new DocumentSet<EvaluationTime>("evaluation", database);
    }

    /// <summary>Hands over what was kept; before the engine's first work.</summary>
    public void Restore(long nowMs)
    {
        IReadOnlyList<RuleState> kept = _ruleStates.Read();
        IReadOnlyList<RuleState> unkept = Unkept(kept, out long evaluatedMs);
        if (kept.Count > 0) evaluatedMs = _evaluationTimes.Read().FirstOrDefault()?.TimeMs ?? 0;
        if (evaluatedMs > 0 || kept.Count > 0) _rules.RestoreState(new RuleEngineState(evaluatedMs, [.. kept, .. unkept]));
        _journal.Restore(kept);
        _alerting.Restore(nowMs, IncidentOptions.DefaultRetention);
        _ruleVersion = unkept.Count == 0 ? _rules.StateVersion : -1;
    }

    /// <summary>What changed since the last call. The time of the last evaluation is kept even where it changed nothing: a restart
    /// measures by it how long nobody looked.</summary>
    public void Collect(long nowMs, List<DocumentChange> changes)
    {
        if (_rules.NextDueMs is long due && due != _rulesDueMs)
        {
            _rulesDueMs = due;
            _evaluationTimes.Replace([new EvaluationTime(nowMs)], _ => "last", changes);
        }

        if (_rules.StateVersion is long version && version != _ruleVersion)
        {
            _ruleVersion = version;
            IReadOnlyList<RuleState> rules = _rules.ExportState().Rules;
            _journal.Note(rules, nowMs);
            _ruleStates.Replace(rules, r => r.Identity.ToString(), changes);
        }

        _alerting.Collect(nowMs, changes);
    }

    /// <summary>Lines of the journal that were lost because the disk took none for long.</summary>
    public long JournalDropped => _journal.Dropped;

    /// <summary>What was decided and is not kept yet, after <see cref="Collect"/>.</summary>
    public JournalBatch WaitingJournal(long nowMs) => _journal.Waiting(nowMs);

    /// <summary>Alerts and incidents that are not kept as they are, after <see cref="Collect"/>.</summary>
    public AlertPageBatch WaitingPages(long nowMs) => _alerting.WaitingPages(nowMs);

    /// <summary>What waited is on the disk.</summary>
    public void Kept()
    {
        _journal.Kept();
        _alerting.PagesKept();
    }

    /// <summary>
    /// What rules know that no state was kept of, since they were evaluated while this server followed: nobody was told of their alerts.
    /// </summary>
    private IReadOnlyList<RuleState> Unkept(IReadOnlyList<RuleState> kept, out long evaluatedMs)
    {
        RuleEngineState own = _rules.ExportState();
        evaluatedMs = own.EvaluatedAtMs;
        HashSet<RuleIdentity> known = [.. kept.Select(r => r.Identity)];
        return
        [
            .. own.Rules.Where(r => !known.Contains(r.Identity))
                .Select(r => r with { Alerts = [.. r.Alerts.Select(a => a with { LastSentMs = null })] }),
        ];
    }

    private sealed record EvaluationTime(long TimeMs);
}
