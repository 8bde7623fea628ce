using System.Globalization;

using Heed.Alerting.Escalation;
using Heed.Alerting.Notifications;
using Heed.Alerting.OnCall;
using Heed.Alerting.Tests.OnCall;
using Heed.Model.Labels;

namespace Heed.Alerting.Tests.Escalation;

/// <summary>
/// An escalation engine on a clock that the test moves, in minutes from <see cref="StartMs"/>. Notices are one line each:
/// <c>15 ben NotAcknowledged</c>, a resolved one with a minus before the name.
/// </summary>
internal sealed class EscalationStory : INotificationSink
{
    /// <summary>2026-03-02T09:00:00Z, a Monday.</summary>
    public const long StartMs = 1_772_442_000_000;

    private readonly OnCallConfiguration _configuration;
    private readonly Func<Notification, DeliveryAnswer> _answer;
    private readonly long _startMs;

    public EscalationStory(string text, Func<Notification, DeliveryAnswer>? answer = null, EscalationOptions? options = null, long startMs = StartMs)
    {
        _configuration = OnCallText.Parse(OnCallText.People + text);
        _answer = answer ?? (_ => DeliveryAnswer.Delivered);
        _startMs = startMs;
        Overrides = new OverrideStore(_configuration);
        Engine = new EscalationEngine(_configuration, Overrides, this, null, options ?? new EscalationOptions());
    }

    public OverrideStore Overrides { get; }

    public EscalationEngine Engine { get; private set; }

    public List<Notification> Sent { get; } = [];

    public List<string> Lines { get; } = [];

    public string Transcript => string.Join('\n', Lines);

    public static Interruption Incident(string id, string severity = "critical") => new(
        id, "income is null", severity, LabelSet.Of(("model_name", "credit"), ("severity", severity)),
        [new NotifiedAlert(NotificationStatus.Firing, LabelSet.Of(("alertname", "Nulls")), LabelSet.Empty, StartMs, null, "")]);

    public EscalationStory Open(double minute, string id = "i1", string severity = "critical")
    {
        RunTo(minute);
        Engine.Open(Incident(id, severity), Ms(minute));
        return RunTo(minute);
    }

    public EscalationStory Acknowledge(double minute, string by, string id = "i1")
    {
        RunTo(minute);
        Engine.Acknowledge(id, by, Ms(minute));
        return this;
    }

    public EscalationStory Resolve(double minute, string id = "i1")
    {
        RunTo(minute);
        Engine.Resolve(id, Ms(minute));
        return this;
    }

    public EscalationStory RunTo(double minute)
    {
        while (Engine.NextDueMs is long due && due <= Ms(minute)) Engine.Run(due);
        return this;
    }

    /// <summary>Another engine that has only what the first one's state says.</summary>
    public EscalationStory Restart()
    {
        EscalationRecords kept = Engine.ExportState();
        Engine = new EscalationEngine(_configuration, Overrides, this, null, new EscalationOptions());
        Engine.RestoreState(kept);
        return this;
    }

    public string History(string id = "i1") => string.Join('\n', Engine.Find(id)!.Entries.Select(Line));

    public DeliveryAnswer Deliver(Notification notification)
    {
        Sent.Add(notification);
        string who = notification.Receiver.Split('/') is ["oncall", string person, ..] ? person : notification.Receiver;
        Lines.Add($"{Minute(notification.TimeMs)} {(notification.Status == NotificationStatus.Resolved ? "-" : "")}{who} {notification.Reason}");
        return _answer(notification);
    }

    public long Ms(double minute) => _startMs + (long)(minute * 60_000);

    private string Line(EscalationEntry entry) => $"{Minute(entry.TimeMs)} {entry.Event} {entry.Who} {entry.Detail}".TrimEnd().Replace("  ", " ", StringComparison.Ordinal);

    private string Minute(long timeMs) => ((timeMs - _startMs) / 60_000.0).ToString(CultureInfo.InvariantCulture);
}
