using Heed.Alerting.Configuration;
using Heed.Alerting.Dispatching;
using Heed.Alerting.Notifications;
using Heed.Server.OnCall;
using Heed.Server.State;

namespace Heed.Server.Leadership;

/// <summary>
/// Everything that decides whom to tell, for as long as this server leads: alerts, groups, silences, incidents, people on call. A term
/// begins with what the state has and leaves nothing behind in memory. While this server follows, an empty one stands in its place, which
/// is not run. Owned by the engine's owner, but for what says otherwise itself.
/// </summary>
internal sealed class AlertingTerm : IDisposable
{
    private readonly StateDatabase? _scratch;

    private AlertingTerm(AlertingTermParts parts, AlertmanagerConfiguration configuration, LeaderTerm? leader, StateDatabase state, INotificationSink sink)
    {
        Leader = leader;
        if (leader is null) _scratch = state;
        Alerts = new AlertDispatcher(configuration, sink, parts.Options);
        OnCall = new OnCallDesk(parts.Inventory, state, sink, Alerts);
        State = new EngineState(state, parts.Rules, Alerts, parts.Inventory.Options.Global.ExternalLabels);
    }

    /// <summary>Null while this server follows.</summary>
    public LeaderTerm? Leader { get; }

    public AlertDispatcher Alerts { get; }

    public OnCallDesk OnCall { get; }

    public EngineState State { get; }

    /// <summary>Takes up what the state has.</summary>
    public static AlertingTerm Begin(AlertingTermParts parts, AlertmanagerConfiguration configuration, LeaderTerm leader, long nowMs)
    {
        AlertingTerm term = new(parts, configuration, leader, parts.State, parts.Outbox);
        term.State.Restore(nowMs);
        term.OnCall.Restore(nowMs);
        return term;
    }

    /// <summary>Stands for the alerting of another server: knows nothing and tells nobody.</summary>
    public static AlertingTerm Following(AlertingTermParts parts, AlertmanagerConfiguration configuration) =>
        new(parts, configuration, null, StateDatabase.Open(null), Nobody.Instance);

    public void Dispose() => _scratch?.Dispose();

    private sealed class Nobody : INotificationSink
    {
        public static readonly Nobody Instance = new();

        public DeliveryAnswer Deliver(Notification notification) => DeliveryAnswer.Refused;
    }
}
