using Heed.Alerting.Notifications;
using Heed.Templates;

namespace Heed.Alerting.Templating;

/// <summary>An alert in a template.</summary>
public sealed class TemplateAlert(NotifiedAlert alert) : ITemplateObject
{
    public NotifiedAlert Alert => alert;

    public bool TryGetField(string name, out object? value)
    {
        value = name switch
        {
            "Status" => TemplateData.Word(alert.Status),
            "Labels" => new TemplatePairs(alert.Labels),
            "Annotations" => new TemplatePairs(alert.Annotations),
            "StartsAt" => DateTimeOffset.FromUnixTimeMilliseconds(alert.StartsAtMs),

            // The zero time of Go for an alert that fires, which is this one's least.
            "EndsAt" => alert.EndsAtMs is { } end ? DateTimeOffset.FromUnixTimeMilliseconds(end) : DateTimeOffset.MinValue,
            "GeneratorURL" => alert.GeneratorUrl,
            "Fingerprint" => alert.Fingerprint,
            _ => null,
        };
        return value is not null;
    }
}
