using Heed.Alerting.Grouping;
using Heed.Alerting.Incidents;
using Heed.Alerting.Routing;
using Heed.Model.Alerts;
using Heed.Model.Labels;

namespace Heed.Alerting.Dispatching;

/// <summary>An alert that the dispatcher keeps, shared by all groups that it is in.</summary>
/// <param name="routes">Where its labels lead: they never change, so neither does this.</param>
internal sealed class ActiveAlert(Alert alert, bool isTimeout, IReadOnlyList<Route> routes)
{
    /// <summary>In its newest form.</summary>
    public Alert Alert { get; set; } = alert;

    /// <summary>Whether its end is only what the resolve timeout says.</summary>
    public bool IsTimeout { get; set; } = isTimeout;

    /// <summary>
    /// Whether somebody goes on repeating that it fires. Its end then moves on all the time: what is kept of it is written only where
    /// something else changes.
    /// </summary>
    public bool IsRepeated { get; set; }

    public IReadOnlyList<Route> Routes { get; } = routes;

    /// <summary>Its place in its incident; null where it belongs to none.</summary>
    public IncidentLink? Link { get; set; }

    /// <summary>Whether the journal tells of its end.</summary>
    public bool EndIsNoted { get; set; }

    /// <summary>Those that it is in: at most one a route.</summary>
    public List<AggregationGroup> Groups { get; } = new(1);

    /// <summary>The one of a route; null for none.</summary>
    public AggregationGroup? GroupIn(Route route)
    {
        foreach (AggregationGroup group in Groups)
        {
            if (group.Route == route) return group;
        }

        return null;
    }

    /// <summary>The labels of the group that it belongs to in a route.</summary>
    public LabelSet GroupLabels(Route route) =>
        Link is { } link ? link.Incident.GroupLabels(route, Alert) : route.GroupLabels(Alert.Labels);
}
