using System.Text.Json;

using Heed.Alerting.Dispatching;
using Heed.Alerting.Notifications;

namespace Heed.Server.Alertmanager;

/// <summary>Alerts and groups in the JSON of Alertmanager's API.</summary>
internal static class AlertAnswers
{
    public static void Write(Utf8JsonWriter writer, IReadOnlyList<KnownAlert> alerts)
    {
        writer.WriteStartArray();
        foreach ((string fingerprint, KnownAlert alert) in Ordered(alerts)) Write(writer, fingerprint, alert, alert.Receivers);
        writer.WriteEndArray();
    }

    public static void Write(Utf8JsonWriter writer, IReadOnlyList<KnownGroup> groups)
    {
        writer.WriteStartArray();
        foreach (KnownGroup group in groups)
        {
            writer.WriteStartObject();
            writer.WriteStartArray("alerts");
            foreach (KnownAlert alert in group.Alerts) Write(writer, AlertFingerprint.Of(alert.Alert.Labels), alert, [.. alert.Receivers.Order(StringComparer.Ordinal)]);
            writer.WriteEndArray();
            ApiAnswers.WritePairs(writer, "labels", group.Labels);
            writer.WriteStartObject("receiver");
            writer.WriteString("name", group.Receiver);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static (string Fingerprint, KnownAlert Alert)[] Ordered(IReadOnlyList<KnownAlert> alerts)
    {
        (string Fingerprint, KnownAlert Alert)[] ordered = [.. alerts.Select(a => (AlertFingerprint.Of(a.Alert.Labels), a))];
        Array.Sort(ordered, static (x, y) => string.CompareOrdinal(x.Fingerprint, y.Fingerprint));
        return ordered;
    }

    private static void Write(Utf8JsonWriter writer, string fingerprint, KnownAlert known, IReadOnlyList<string> receivers)
    {
        writer.WriteStartObject();
        ApiAnswers.WritePairs(writer, "annotations", known.Alert.Annotations);
        ApiAnswers.WriteTime(writer, "endsAt", known.Alert.EndsAtMs);
        writer.WriteString("fingerprint", fingerprint);
        writer.WriteStartArray("receivers");
        foreach (string name in receivers)
        {
            writer.WriteStartObject();
            writer.WriteString("name", name);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        ApiAnswers.WriteTime(writer, "startsAt", known.Alert.StartsAtMs);
        writer.WriteStartObject("status");
        ApiAnswers.WriteTexts(writer, "inhibitedBy", known.InhibitedBy is { } source ? [AlertFingerprint.Of(source.Labels)] : []);
        ApiAnswers.WriteTexts(writer, "mutedBy", known.MutedBy);
        ApiAnswers.WriteTexts(writer, "silencedBy", known.SilencedBy);
        writer.WriteString("state", known.Condition == AlertCondition.Active ? "active" : "suppressed");
        writer.WriteEndObject();
        ApiAnswers.WriteTime(writer, "updatedAt", known.Alert.UpdatedAtMs);
        writer.WriteString("generatorURL", known.Alert.GeneratorUrl);
        ApiAnswers.WritePairs(writer, "labels", known.Alert.Labels);
        writer.WriteEndObject();
    }
}
