using System.Collections;

using Heed.Alerting.Notifications;
using Heed.Templates;

namespace Heed.Alerting.Templating;

/// <summary>The alerts of a notification in a template: a list with <c>Firing</c> and <c>Resolved</c>.</summary>
public sealed class TemplateAlertList(IReadOnlyList<NotifiedAlert> alerts) : ITemplateObject, IReadOnlyList<object?>
{
    private readonly TemplateAlert[] _alerts = [.. alerts.Select(a => new TemplateAlert(a))];

    public int Count => _alerts.Length;

    public object? this[int index] => _alerts[index];

    public IEnumerator<object?> GetEnumerator() => ((IEnumerable<object?>)_alerts).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public bool TryGetField(string name, out object? value)
    {
        value = name switch
        {
            "Firing" => (TemplateFunction)(_ => With(NotificationStatus.Firing)),
            "Resolved" => (TemplateFunction)(_ => With(NotificationStatus.Resolved)),
            _ => null,
        };
        return value is not null;
    }

    private TemplateAlertList With(NotificationStatus status) => new([.. alerts.Where(a => a.Status == status)]);
}
