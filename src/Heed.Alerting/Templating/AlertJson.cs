using Heed.Alerting.Notifications;
using Heed.Model.Labels;
using Heed.Model.Time;

namespace Heed.Alerting.Templating;

/// <summary>An alert in the JSON of Alertmanager's payloads.</summary>
public static class AlertJson
{
    /// <summary>Go's zero time, which stands for the end of an alert that fires.</summary>
    private const string ZeroTime = "0001-01-01T00:00:00Z";

    /// <summary>The members in the order of Alertmanager's.</summary>
    public static IReadOnlyDictionary<string, object?> Of(NotifiedAlert alert) => new OrderedDictionary<string, object?>
    {
        ["status"] = TemplateData.Word(alert.Status),
        ["labels"] = Of(alert.Labels),
        ["annotations"] = Of(alert.Annotations),
        ["startsAt"] = Rfc3339.Format(alert.StartsAtMs),
        ["endsAt"] = alert.EndsAtMs is { } end ? Rfc3339.Format(end) : ZeroTime,
        ["generatorURL"] = alert.GeneratorUrl,
        ["fingerprint"] = alert.Fingerprint,
    };

    /// <summary>Ordered by name.</summary>
    public static IReadOnlyDictionary<string, string> Of(LabelSet labels) => new TemplatePairs(labels);
}
