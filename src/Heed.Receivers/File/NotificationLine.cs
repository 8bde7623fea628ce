using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

using Heed.Alerting.Notifications;
using Heed.Alerting.Templating;
using Heed.Model.Labels;
using Heed.Model.Time;

namespace Heed.Receivers.File;

/// <summary>
/// A notification as one line of JSON: what the file receiver and a replay write. The same bytes for the same notification.
/// </summary>
public static class NotificationLine
{
    private const string SeverityLabel = "severity";

    /// <summary>From the highest down.</summary>
    private static readonly string[] Severities = ["critical", "warning", "info"];

    /// <summary>
    /// What an alert without a severity, or with one of another name, counts as: it notifies somebody, so it is more than a word
    /// in a log, but nobody said that it should wake a person.
    /// </summary>
    private const int UnknownSeverity = 1;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Without a line break.</summary>
    public static byte[] Write(Notification notification)
    {
        ArrayBufferWriter<byte> line = new();
        using (Utf8JsonWriter json = new(line, Options))
        {
            json.WriteStartObject();
            json.WriteString("time", Rfc3339.Format(notification.TimeMs));
            json.WriteString("receiver", notification.Receiver);
            json.WriteString("status", TemplateData.Word(notification.Status));
            json.WriteString("severity", HighestSeverity(notification));
            json.WriteString("model", Model(notification));
            WriteAlerts(json, notification);
            json.WriteEndObject();
        }

        return line.WrittenSpan.ToArray();
    }

    /// <summary>
    /// What joined an incident is no announcement and stands apart; where nothing else is left to name, it is announced at last.
    /// </summary>
    private static void WriteAlerts(Utf8JsonWriter json, Notification notification)
    {
        bool onlyJoined = notification.Alerts.All(a => a.IsJoined);
        json.WriteStartArray("alerts");
        foreach (NotifiedAlert alert in notification.Alerts)
        {
            if (onlyJoined || !alert.IsJoined) WriteAlert(json, alert);
        }

        json.WriteEndArray();
        if (notification.Incidents.Count > 0) json.WriteString("incident", notification.Incidents[0].Id);
        if (onlyJoined || !notification.Alerts.Any(a => a.IsJoined)) return;
        json.WriteStartArray("joined");
        foreach (NotifiedAlert alert in notification.Alerts)
        {
            if (alert.IsJoined) WriteAlert(json, alert);
        }

        json.WriteEndArray();
    }

    private static void WriteAlert(Utf8JsonWriter json, NotifiedAlert alert)
    {
        json.WriteStartObject();
        json.WriteString("name", alert.Labels.Get(LabelNames.AlertName));
        WriteLabels(json, "labels", alert.Labels);
        WriteLabels(json, "annotations", alert.Annotations);
        json.WriteString("starts_at", Rfc3339.Format(alert.StartsAtMs));
        json.WriteString("fingerprint", alert.Fingerprint);
        json.WriteEndObject();
    }

    private static void WriteLabels(Utf8JsonWriter json, string name, LabelSet labels)
    {
        json.WriteStartObject(name);
        foreach (Label label in labels.Labels) json.WriteString(label.Name, label.Value);
        json.WriteEndObject();
    }

    private static string HighestSeverity(Notification notification)
    {
        int highest = Severities.Length - 1;
        foreach (NotifiedAlert alert in notification.Alerts)
        {
            int severity = Array.IndexOf(Severities, alert.Labels.Get(SeverityLabel));
            highest = Math.Min(highest, severity < 0 ? UnknownSeverity : severity);
        }

        return Severities[highest];
    }

    /// <summary>The model that all alerts share, or else that of the first one that has any.</summary>
    private static string Model(Notification notification)
    {
        foreach (NotifiedAlert alert in notification.Alerts)
        {
            if (alert.Labels.Has(LabelNames.ModelName)) return alert.Labels.Get(LabelNames.ModelName);
        }

        return "";
    }
}
