using System.Net;

using Heed.Alerting.Notifications;
using Heed.Model.Labels;

namespace Heed.Alerting.Templating;

/// <summary>A notification whose texts from outside may stand in HTML: between tags, and in attributes within quotes.</summary>
internal static class EscapedNotification
{
    public static Notification Of(Notification notification) => notification with
    {
        Receiver = WebUtility.HtmlEncode(notification.Receiver),
        GroupLabels = Escape(notification.GroupLabels),
        CommonLabels = Escape(notification.CommonLabels),
        CommonAnnotations = Escape(notification.CommonAnnotations),
        Alerts =
        [
            .. notification.Alerts.Select(a => a with
            {
                Labels = Escape(a.Labels), Annotations = Escape(a.Annotations), GeneratorUrl = WebUtility.HtmlEncode(a.GeneratorUrl),
            }),
        ],
    };

    private static LabelSet Escape(LabelSet labels) =>
        LabelSet.From(labels.Labels.ToArray().Select(l => KeyValuePair.Create(WebUtility.HtmlEncode(l.Name), WebUtility.HtmlEncode(l.Value))));
}
