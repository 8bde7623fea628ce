using System.Globalization;

using Heed.Model.Time;
using Heed.Rules.Alerting;

namespace Heed.Server.Explain;

/// <summary>Explanations as sentences.</summary>
internal static class ExplainText
{
    /// <summary>An alert's state, and why people were or were not told.</summary>
    public static string Of(
        string state,
        long? sinceMs,
        IReadOnlyList<ReceiverExplanation> receivers,
        IncidentExplanation? incident,
        AlertingRule? rule,
        string distance)
    {
        string since = sinceMs is { } time ? " since " + Rfc3339.Format(time) : "";
        string measured = distance.Length > 0 ? ": " + distance : "";
        return state switch
        {
            "firing" => $"fires{since}{measured}; {Told(receivers)}{People(incident)}",
            "pending" => $"pending{since}{measured}; {Fires(sinceMs, rule)}",
            "resolved" => $"resolved{since}; {Told(receivers)}{People(incident)}",
            _ => $"does not fire{measured}",
        };
    }

    /// <summary>How near a rule was to raising an alert.</summary>
    public static string Of(IReadOnlyList<ThresholdReading> readings, bool measured, string error)
    {
        if (error.Length > 0) return "its last evaluation failed: " + error;
        if (readings.Count > 0) return (readings[0].Holds ? "the condition holds: " : "does not fire: ") + readings[0].Text;
        return measured
            ? "does not fire: its expression has no series at that time"
            : "its expression is no comparison whose distance could be told";
    }

    private static string Fires(long? sinceMs, AlertingRule? rule) => sinceMs is { } since && rule is not null
        ? $"fires at {Rfc3339.Format(since + (long)rule.HoldDuration.TotalMilliseconds)} if it goes on"
        : "waits for its hold duration";

    private static string Told(IReadOnlyList<ReceiverExplanation> receivers)
    {
        if (receivers.Count == 0) return "no receiver has decided yet";
        return string.Join("; ", receivers.Select(One));
    }

    private static string One(ReceiverExplanation receiver)
    {
        string name = receiver.Integration.Length > 0 ? $"{receiver.Receiver} {receiver.Integration}" : receiver.Receiver;
        string at = receiver.Time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return receiver.Outcome == "notified"
            ? $"{name} was notified at {at} ({receiver.Text}; {receiver.Delivery})"
            : $"{name} was not notified: {receiver.Text}";
    }

    private static string People(IncidentExplanation? incident) => incident is null ? ""
        : incident.AcknowledgedBy is { } who ? $"; incident {incident.Id}, acknowledged by {who}"
        : $"; incident {incident.Id}";
}
