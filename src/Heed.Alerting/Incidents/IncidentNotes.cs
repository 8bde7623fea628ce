using Heed.Alerting.Dispatching;
using Heed.Alerting.Notifications;
using Heed.Model.Labels;

namespace Heed.Alerting.Incidents;

/// <summary>What a notice says of the incidents behind its alerts.</summary>
internal sealed class IncidentNotes
{
    /// <summary>The annotation that names the probable cause to an alert which is another.</summary>
    public const string ProbableCause = "probable_cause";

    private readonly Dictionary<OpenIncident, IncidentLink> _causes = [];

    /// <summary>Each incident that an alert belongs to, once, in the order of the alerts.</summary>
    public List<NotifiedIncident> Incidents { get; } = [];

    /// <summary>An alert's annotations, with the probable cause where it is another alert.</summary>
    public LabelSet Annotate(in FlushedAlert alert)
    {
        if (alert.Link is not { } link) return alert.Alert.Annotations;
        if (!_causes.TryGetValue(link.Incident, out IncidentLink? cause))
        {
            _causes.Add(link.Incident, cause = link.Incident.Cause);
            Incidents.Add(new NotifiedIncident(link.Incident.Id, OpenIncident.Words(cause.Alert)));
        }

        if (cause == link || cause.Standing == AlertStanding.Waiting) return alert.Alert.Annotations;
        return alert.Alert.Annotations.ToBuilder().Set(ProbableCause, $"{cause.Alert.Name}: {OpenIncident.Words(cause.Alert)}").Build();
    }
}
