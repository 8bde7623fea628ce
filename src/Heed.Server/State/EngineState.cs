using Heed.Alerting.Dispatching;
using Heed.Alerting.State;
using Heed.Rules.Groups;
using Heed.Rules.State;

namespace Heed.Server.State;

/// <summary>
/// The state of rules and of alert routing, in the database: a document a rule, a group, a log entry, so that a turn writes only
/// what it changed. Owned by the engine's owner.
/// </summary>
public sealed class EngineState
{
    private readonly RuleEngine _rules;
    private readonly AlertDispatcher _alerts;
    private readonly DocumentSet<RuleState> _ruleStates;
    private readonly DocumentSet<AlertingState> _alertingStates;
    private readonly DocumentSet<EvaluationTime> _evaluationTimes;
    private long _ruleVersion;
    private long _alertingRevision;
    private long _rulesDueMs;

    public EngineState(StateDatabase database, RuleEngine rules, AlertDispatcher alerts)
    {
        _rules = rules;
        _alerts = alerts;
        _ruleStates = new DocumentSet<RuleState>("rule", database);
        _alertingStates = new DocumentSet<AlertingState>("alerting", database);
        _evaluationTimes = new DocumentSet<EvaluationTime>("evaluation", database);
    }

    /// <summary>Hands over what was kept; before the engine's first work.</summary>
    public void Restore(long nowMs)
    {
        IReadOnlyList<RuleState> rules = _ruleStates.Read();
        if (rules.Count > 0) _rules.RestoreState(new RuleEngineState(_evaluationTimes.Read().FirstOrDefault()?.TimeMs ?? 0, rules));
        if (_alertingStates.Read() is [AlertingState alerting]) _alerts.RestoreState(alerting, nowMs);
        _ruleVersion = _rules.StateVersion;
        _alertingRevision = _alerts.Revision;
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
            _ruleStates.Replace(_rules.ExportState().Rules, r => r.Identity.ToString(), changes);
        }

        if (_alerts.Revision is long revision && revision != _alertingRevision)
        {
            _alertingRevision = revision;
            _alertingStates.Replace([_alerts.ExportState()], _ => "all", changes);
        }
    }

    private sealed record EvaluationTime(long TimeMs);
}
