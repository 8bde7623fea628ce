using Heed.Alerting.Grouping;
using Heed.Alerting.Incidents;
using Heed.Model.Alerts;

namespace Heed.Alerting.Dispatching;

/// <summary>An alert as a flush sees it: whether it is resolved does not change while the flush is decided.</summary>
internal readonly record struct FlushedAlert(GroupMember Member, Alert Alert, bool IsResolved)
{
    public IncidentLink? Link => Member.Active.Link;
}
