using System.Globalization;

using Heed.Alerting.Dispatching;
using Heed.Alerting.Notifications;
using Heed.Model.Alerts;
using Heed.Model.Labels;

namespace Heed.Alerting.Tests;

/// <summary>
/// A dispatcher on a clock that the test moves, in seconds from the start. Labels are written <c>A team=x severity=critical</c>, the
/// first word being the alert's name. What is sent is one line each: <c>30 pager webhook[0] FirstNotification +A -B</c>.
/// </summary>
public sealed class AlertStory : INotificationSink
{
    /// <summary>2026-03-02T00:00:00Z, a Monday.</summary>
    public const long StartMs = 1_772_409_600_000;

    private readonly Func<Notification, DeliveryAnswer> _answer;
    private long _now;

    public AlertStory(string configuration, Func<Notification, DeliveryAnswer>? answer = null, DispatcherOptions? options = null)
    {
        _answer = answer ?? (_ => DeliveryAnswer.Delivered);
        Dispatcher = new AlertDispatcher(TestConfiguration.Parse(configuration), this, options ?? new DispatcherOptions());
    }

    public AlertDispatcher Dispatcher { get; }

    public List<Notification> Sent { get; } = [];

    public List<string> Lines { get; } = [];

    public string Transcript => string.Join("\n", Lines);

    public long NowMs => StartMs + (_now * 1000);

    public static LabelSet Labels(string text)
    {
        string[] words = text.Split(' ');
        return LabelSet.From(
        [
            new(LabelNames.AlertName, words[0]),
            .. words[1..].Select(w => KeyValuePair.Create(w[..w.IndexOf('=', StringComparison.Ordinal)], w[(w.IndexOf('=', StringComparison.Ordinal) + 1)..])),
        ]);
    }

    /// <summary>Lets an alert fire for an hour, unless <paramref name="until"/> says otherwise, after what was due before.</summary>
    public AlertStory Fire(long at, string labels, long? since = null, long? until = null)
    {
        RunTo(at);
        return Post(labels, since ?? at, until ?? at + 3600);
    }

    public AlertStory Resolve(long at, string labels, long since = 0)
    {
        RunTo(at);
        return Post(labels, since, at);
    }

    /// <summary>Does everything that is due up to a time, in order.</summary>
    public AlertStory RunTo(long seconds)
    {
        while (Dispatcher.NextDueMs is long due && due <= StartMs + (seconds * 1000))
        {
            _now = Math.Max(_now, (due - StartMs) / 1000);
            Dispatcher.Run(due);
        }

        _now = seconds;
        return this;
    }

    public AlertStatus Status(string labels) => Dispatcher.Status(Labels(labels).Fingerprint) ?? throw new InvalidOperationException("unknown alert " + labels);

    public DeliveryAnswer Deliver(Notification notification)
    {
        Sent.Add(notification);
        string alerts = string.Join(' ', notification.Alerts.Select(a => (a.Status == NotificationStatus.Firing ? "+" : "-") + a.Labels.Get(LabelNames.AlertName)));
        string at = ((notification.TimeMs - StartMs) / 1000).ToString(CultureInfo.InvariantCulture);
        Lines.Add($"{at} {notification.Receiver} {notification.Integration} {notification.Reason} {alerts}");
        return _answer(notification);
    }

    private AlertStory Post(string labels, long since, long until)
    {
        Dispatcher.Accept([new Alert(Labels(labels), LabelSet.Empty, StartMs + (since * 1000), StartMs + (until * 1000), NowMs, "")]);
        return this;
    }
}
