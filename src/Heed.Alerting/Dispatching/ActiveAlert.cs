using Heed.Alerting.Routing;
using Heed.Model.Alerts;

namespace Heed.Alerting.Dispatching;

/// <summary>An alert that the dispatcher keeps, shared by all groups that it is in.</summary>
/// <param name="routes">Where its labels lead: they never change, so neither does this.</param>
internal sealed class ActiveAlert(Alert alert, bool isTimeout, IReadOnlyList<Route> routes)
{
    /// <summary>In its newest form.</summary>
    public Alert Alert { get; set; } = alert;

    /// <summary>Whether its end is only what the resolve timeout says.</summary>
    public bool IsTimeout { get; set; } = isTimeout;

    public IReadOnlyList<Route> Routes { get; } = routes;

    /// <summary>How many groups it is in.</summary>
    public int Memberships { get; set; }
}
