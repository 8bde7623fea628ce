using Heed.Model.Labels;

namespace Heed.Alerting.Notifications;

/// <summary>An alert as it stood when its group was flushed.</summary>
/// <param name="Status">Firing or resolved at the time of the notification.</param>
/// <param name="Labels">Its identity.</param>
/// <param name="Annotations">Words for people.</param>
/// <param name="StartsAtMs">When it began to fire.</param>
/// <param name="EndsAtMs">When it was resolved; null while it fires.</param>
/// <param name="GeneratorUrl">May be empty.</param>
public sealed record NotifiedAlert(
    NotificationStatus Status, LabelSet Labels, LabelSet Annotations, long StartsAtMs, long? EndsAtMs, string GeneratorUrl)
{
    /// <summary>Sixteen hexadecimal digits: Alertmanager's own fingerprint of the labels.</summary>
    public string Fingerprint { get; } = AlertFingerprint.Of(Labels);

    /// <summary>Whether it joined an incident that people knew of: it is shown, but is no reason to interrupt them.</summary>
    public bool IsJoined { get; init; }
}
