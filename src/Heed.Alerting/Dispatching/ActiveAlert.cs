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
    /// <summary>Most alerts are in one group: the list is for the others.</summary>
    private AggregationGroup? _group;
    private List<AggregationGroup>? _moreGroups;

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

    /// <summary>How many groups it is in: at most one a route.</summary>
    public int GroupCount => _group is null ? 0 : 1 + (_moreGroups?.Count ?? 0);

    /// <param name="index">Below <see cref="GroupCount"/>.</param>
    public AggregationGroup GroupAt(int index) => index == 0 ? _group! : _moreGroups![index - 1];

    /// <summary>The one of a route; null for none.</summary>
    public AggregationGroup? GroupIn(Route route)
    {
        for (int i = 0; i < GroupCount; i++)
        {
            if (GroupAt(i).Route == route) return GroupAt(i);
        }

        return null;
    }

    public void Joined(AggregationGroup group)
    {
        if (_group is null) _group = group;
        else (_moreGroups ??= []).Add(group);
    }

    public void Left(AggregationGroup group)
    {
        if (_group != group)
        {
            _moreGroups?.Remove(group);
            return;
        }

        _group = _moreGroups is { Count: > 0 } ? _moreGroups[0] : null;
        if (_group is not null) _moreGroups!.RemoveAt(0);
    }

    /// <summary>The labels of the group that it belongs to in a route.</summary>
    public LabelSet GroupLabels(Route route) =>
        Link is { } link ? link.Incident.GroupLabels(route, Alert) : route.GroupLabels(Alert.Labels);
}
