using Heed.Alerting.Notifications;
using Heed.Alerting.Templating;
using Heed.Receivers.Webhook;

namespace Heed.Receivers.Jira;

/// <summary>JSON of a field of an issue, whose texts are templates.</summary>
public sealed class JiraField
{
    private readonly PayloadTemplate _template;

    private JiraField(PayloadTemplate template) => _template = template;

    internal static JiraField Read(Heed.Documents.DocumentNode node) => new(PayloadTemplate.Read(node));

    /// <summary>Null where a template fails: an issue without the field is better than none.</summary>
    internal object? Write(Notification notification, NoticeTemplates templates) =>
        _template.TryRender(notification, templates, "jira field", out object? content, out _) ? content : null;
}
