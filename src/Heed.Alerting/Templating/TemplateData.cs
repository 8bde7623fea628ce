using Heed.Alerting.Notifications;
using Heed.Templates;

namespace Heed.Alerting.Templating;

/// <summary>A notification as templates see it, under Alertmanager's names.</summary>
public sealed class TemplateData(Notification notification) : ITemplateObject
{
    public Notification Notification => notification;

    /// <summary>As in payloads: <c>firing</c> or <c>resolved</c>.</summary>
    public static string Word(NotificationStatus status) => status == NotificationStatus.Firing ? "firing" : "resolved";

    public bool TryGetField(string name, out object? value)
    {
        value = name switch
        {
            "Receiver" => notification.Receiver,
            "Status" => Word(notification.Status),
            "Alerts" => new TemplateAlertList(notification.Alerts),
            "GroupLabels" => new TemplatePairs(notification.GroupLabels),
            "CommonLabels" => new TemplatePairs(notification.CommonLabels),
            "CommonAnnotations" => new TemplatePairs(notification.CommonAnnotations),
            "AcknowledgeURL" => notification.Acknowledgement?.Url ?? "",
            "OnCall" => notification.OnCall,
            "ExternalURL" => notification.ExternalUrl,
            _ => null,
        };
        return value is not null;
    }
}
