using Heed.Alerting.Notifications;
using Heed.Receivers.Webhook;

namespace Heed.Receivers.IncidentIo;

/// <summary>The payload of a webhook, within what incident.io takes: alerts at its end are left out and counted where it would not be.</summary>
public static class IncidentIoPayload
{
    /// <summary>In bytes: incident.io refuses longer bodies.</summary>
    public const int MaxBytes = 512 * 1024;

    /// <summary>UTF-8; the same bytes for the same notification.</summary>
    public static byte[] Write(Notification notification)
    {
        byte[] whole = WebhookPayload.Write(notification);
        if (whole.Length <= MaxBytes) return whole;

        // How long an alert is depends on its labels, so the most alerts that fit are searched for.
        (int fits, int tooMany) = (0, notification.Alerts.Count);
        while (tooMany - fits > 1)
        {
            int middle = fits + ((tooMany - fits) / 2);
            if (WebhookPayload.Write(First(notification, middle)).Length <= MaxBytes) fits = middle;
            else tooMany = middle;
        }

        return WebhookPayload.Write(First(notification, fits));
    }

    private static Notification First(Notification notification, int count) => notification with
    {
        Alerts = [.. notification.Alerts.Take(count)],
        TruncatedAlerts = notification.TruncatedAlerts + notification.Alerts.Count - count,
    };
}
