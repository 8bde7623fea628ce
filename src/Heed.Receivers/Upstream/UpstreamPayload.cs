using Heed.Alerting.Notifications;
using Heed.Alerting.Templating;
using Heed.Model.Time;

namespace Heed.Receivers.Upstream;

/// <summary>The body of <c>POST /api/v2/alerts</c>.</summary>
public static class UpstreamPayload
{
    /// <summary>UTF-8; the same bytes for the same notification.</summary>
    public static byte[] Write(Notification notification, UpstreamOptions options) => PayloadJson.Write(
        notification.Alerts.Select(alert => new OrderedDictionary<string, object?>
        {
            ["labels"] = AlertJson.Of(alert.Labels),
            ["annotations"] = AlertJson.Of(alert.Annotations),
            ["startsAt"] = Rfc3339.Format(alert.StartsAtMs),
            ["endsAt"] = Rfc3339.Format(alert.EndsAtMs ?? (notification.TimeMs + (long)options.HoldFor.TotalMilliseconds)),
            ["generatorURL"] = alert.GeneratorUrl,
        }));
}
