using System.Text.Encodings.Web;
using System.Text.Json;

using Heed.Alerting.Notifications;
using Heed.Alerting.Templating;

namespace Heed.Receivers.Webhook;

/// <summary>Alertmanager's webhook payload, version 4, and payloads that people make.</summary>
public static class WebhookPayload
{
    private const string Version = "4";

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>UTF-8; the same bytes for the same notification.</summary>
    public static byte[] Write(Notification notification) => JsonSerializer.SerializeToUtf8Bytes(Default(notification), Json);

    /// <summary>What these options ask for.</summary>
    public static byte[] Write(Notification notification, WebhookOptions options, NoticeTemplates templates) =>
        options.Payload is null ? WriteDefault(notification, templates) : Write(notification, options.Payload, templates);

    /// <summary>
    /// The payload that people made; where one of its templates fails, the default one with the member <c>templateError</c>.
    /// </summary>
    public static byte[] Write(Notification notification, PayloadTemplate payload, NoticeTemplates templates)
    {
        if (payload.TryWrite(notification, templates, out object? content, out string error))
        {
            return JsonSerializer.SerializeToUtf8Bytes(content, Json);
        }

        OrderedDictionary<string, object?> replaced = Default(notification);
        replaced["templateError"] = error;
        return JsonSerializer.SerializeToUtf8Bytes(replaced, Json);
    }

    /// <summary>The route's own texts stand in it where the route has any, as in newer versions of Alertmanager.</summary>
    private static byte[] WriteDefault(Notification notification, NoticeTemplates templates)
    {
        if (notification.RouteLabels.Count == 0) return Write(notification);
        OrderedDictionary<string, object?> payload = Default(notification);
        payload["routeLabels"] = notification.RouteLabels.ToDictionary(
            l => l.Key, l => templates.Write($"route label {l.Key}", l.Value, notification, ""));
        return JsonSerializer.SerializeToUtf8Bytes(payload, Json);
    }

    private static OrderedDictionary<string, object?> Default(Notification notification)
    {
        OrderedDictionary<string, object?> payload = new()
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
        };

        // Only notices to people on call have these: any other payload is Alertmanager's, member for member.
        payload.AddText("acknowledgeURL", notification.Acknowledgement?.Url ?? "");
        payload.AddText("onCall", notification.OnCall);
        return payload;
    }
}
