using Heed.Alerting.Notifications;
using Heed.Alerting.Routing;
using Heed.Model.Alerts;
using Heed.Model.Labels;

namespace Heed.Receivers;

/// <summary>The notices of one alert as its route would have them, for looking at: nothing is sent or remembered.</summary>
/// <param name="alert">Real, or made up.</param>
/// <param name="isResolved">Whether the notices say that it is over.</param>
/// <param name="nowMs">When they are written.</param>
/// <param name="externalUrl">Where people find the server; no slash at its end.</param>
public sealed class NoticeSample(Alert alert, bool isResolved, long nowMs, string externalUrl)
{
    public const string GeneratorUrl = "http://localhost:9090/graph";

    /// <summary>How long a sample has fired.</summary>
    public static readonly TimeSpan Age = TimeSpan.FromMinutes(5);

    public static LabelSet Labels { get; } =
        LabelSet.Of((LabelNames.AlertName, "MLDataDrift"), (LabelNames.ModelName, "credit"), ("severity", "critical"));

    public static LabelSet Annotations { get; } = LabelSet.Of(("summary", "The feature income has drifted"));

    /// <summary>Grouped as the route that leads to the receiver says; as the first of the alert's routes where none of them does.</summary>
    public Notification Notice(Route root, string receiver, IntegrationId integration)
    {
        IReadOnlyList<Route> routes = root.Match(alert.Labels);
        Route route = routes.FirstOrDefault(r => r.Settings.Receiver == receiver) ?? routes[0];
        LabelSet group = route.GroupLabels(alert.Labels);
        NotificationStatus status = isResolved ? NotificationStatus.Resolved : NotificationStatus.Firing;
        NotifiedAlert notified =
            new(status, alert.Labels, alert.Annotations, alert.StartsAtMs, isResolved ? nowMs : null, alert.GeneratorUrl);
        return new Notification(
            "sample", receiver, integration, nowMs, status, NotifyReason.FirstNotification, route.Key + ":" + group, group, alert.Labels,
            alert.Annotations, externalUrl, [notified], 0)
        {
            RouteLabels = route.Settings.Labels,
        };
    }
}
