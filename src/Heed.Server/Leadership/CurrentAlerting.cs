using Heed.Alerting.Configuration;
using Heed.Model.Alerts;
using Heed.Model.Time;

namespace Heed.Server.Leadership;

/// <summary>
/// The term of alerting that is in force. Rules' alerts go to it, and the engine runs its parts; while this server follows, alerts go
/// nowhere and nothing is due. <see cref="Term"/> may be read from any thread, everything else is the engine's owner's.
/// </summary>
internal sealed class CurrentAlerting : IAlertSink
{
    private AlertingTermParts? _parts;
    private AlertmanagerConfiguration? _configuration;
    private volatile AlertingTerm? _term;

    /// <summary>There from <see cref="Prepare"/> on.</summary>
    public AlertingTerm Term => _term ?? throw new InvalidOperationException("expected alerting that was prepared");

    /// <summary>Rules know this before there is anything for their alerts to go to: the other way round, too.</summary>
    public void Prepare(AlertingTermParts parts)
    {
        _parts = parts;
        _configuration = parts.Inventory.Alertmanager;
        _term = AlertingTerm.Following(parts, _configuration);
    }

    /// <summary>Takes over what the state has. Where that fails, this server goes on following.</summary>
    public void TakeOver(LeaderTerm leader, long nowMs)
    {
        _parts!.Outbox.Begin(leader);
        Replace(AlertingTerm.Begin(_parts, _configuration!, leader, nowMs));
    }

    public void StepDown()
    {
        _parts!.Outbox.End();
        Replace(AlertingTerm.Following(_parts, _configuration!));
    }

    /// <summary>Puts another configuration of routing in force, for this term and those behind it.</summary>
    public void Reconfigure(AlertmanagerConfiguration configuration, long nowMs)
    {
        _configuration = configuration;
        Term.Alerts.Reconfigure(configuration, nowMs);
    }

    public void Accept(IReadOnlyList<Alert> alerts)
    {
        if (Term.Leader is not null) Term.Alerts.Accept(alerts);
    }

    /// <summary>A part of alerting, in the order in which the engine runs parts.</summary>
    public IScheduled Part(Func<AlertingTerm, IScheduled> part) => new CurrentPart(this, part);

    private void Replace(AlertingTerm next)
    {
        AlertingTerm? before = _term;
        _term = next;
        before?.Dispose();
    }

    private sealed class CurrentPart(CurrentAlerting current, Func<AlertingTerm, IScheduled> part) : IScheduled
    {
        public long NextDueMs => current.Term is { Leader: not null } term ? part(term).NextDueMs : long.MaxValue;

        public void Run(long dueMs) => part(current.Term).Run(dueMs);
    }
}
