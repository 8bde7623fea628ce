namespace Heed.Alerting.Incidents;

/// <summary>
/// The gate through which escalation learns of incidents. Called without any lock held, in the order in which things happened, before
/// the call that made them happen returns. An incident that only gathers is not told. After a restart nothing is told again:
/// ask <c>AlertDispatcher.Incidents</c> for what is open.
/// </summary>
public interface IIncidentWatcher
{
    void On(IncidentEvent happened);
}
