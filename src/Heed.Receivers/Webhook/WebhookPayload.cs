using System.Text.Encodings.Web;
using System.Text.Json;

using Heed.Alerting.Notifications;
using Heed.Alerting.Templating;

namespace Heed.Receivers.Webhook;

/// <summary>Alertmanager's webhook payload, version 4.</summary>
public static class WebhookPayload
{
    private const string Version = "4";

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>UTF-8; the same bytes for the same notification.</summary>
    public static byte[] Write(Notification notification) => JsonSerializer.SerializeToUtf8Bytes(
        new OrderedDictionary<string, object?>
        {
            ["receiver"] = notification.Receiver,
            ["status"] = TemplateData.Word(notification.Status),
            ["alerts"] = notification.Alerts.Select(AlertJson.Of),
            ["groupLabels"] = AlertJson.Of(notification.GroupLabels),
            ["commonLabels"] = AlertJson.Of(notification.CommonLabels),
            ["commonAnnotations"] = AlertJson.Of(notification.CommonAnnotations),
            ["externalURL"] = notification.ExternalUrl,
            ["version"] = Version,
            ["groupKey"] = notification.GroupKey,
            ["truncatedAlerts"] = notification.TruncatedAlerts,
        },
        Json);
}
