using System.Text.RegularExpressions;

using Heed.Alerting.Routing;
using Heed.Model.Labels;

namespace Heed.Alerting.Dispatching;

/// <summary>Which alerts somebody asks for.</summary>
public sealed record AlertFilter
{
    public static readonly AlertFilter Everything = new();

    /// <value>All have to hold.</value>
    public IReadOnlyList<LabelMatcher> Matchers { get; init; } = [];

    /// <value>Has to match the name of a receiver that the alert is routed to; null for any.</value>
    public Regex? Receiver { get; init; }

    /// <value>Whether alerts are wanted that nothing holds.</value>
    public bool Active { get; init; } = true;

    public bool Silenced { get; init; } = true;

    public bool Inhibited { get; init; } = true;

    /// <value>Whether alerts are wanted that a time interval mutes.</value>
    public bool Muted { get; init; } = true;

    /// <summary>Whether the labels are asked for.</summary>
    public bool Matches(LabelSet labels)
    {
        for (int i = 0; i < Matchers.Count; i++)
        {
            if (!Matchers[i].Matches(labels)) return false;
        }

        return true;
    }

    /// <summary>Whether one of the routes leads to a receiver that is asked for.</summary>
    internal bool Matches(IReadOnlyList<Route> routes)
    {
        if (Receiver is null) return true;
        foreach (Route route in routes)
        {
            if (Receiver.IsMatch(route.Settings.Receiver)) return true;
        }

        return false;
    }

    /// <summary>Whether the alert is asked for by what holds it.</summary>
    internal bool Matches(KnownAlert alert) =>
        (Active || alert.Condition != AlertCondition.Active)
        && (Silenced || alert.SilencedBy.Count == 0)
        && (Inhibited || alert.InhibitedBy is null)
        && (Muted || alert.MutedBy.Count == 0);
}
