using System.Collections.Concurrent;
using System.Threading.Channels;

using Heed.Alerting.Notifications;
using Heed.Server.State;

namespace Heed.Server.Hosting;

/// <summary>
/// Keeps notifications until they have arrived. They are written together with the state that they were decided from, and leave only
/// then; what a crash left pending leaves at the next start. So a notice is sent at least once, and a second time only where the
/// crash falls between the receiver's answer and its record.
/// </summary>
public sealed class Outbox : INotificationOutbox
{
    /// <summary>Notifications that may wait for one integration.</summary>
    public const int WaitingLimit = 1000;

    private const string TitleTemplate = """{{ template "slack.default.title" . }}""";
    private const string TextTemplate = """{{ template "slack.default.text" . }}""";

    /// <summary>What was sent can be asked for this long.</summary>
    private static readonly TimeSpan Retention = TimeSpan.FromDays(365);

    private readonly StateDatabase _state;
    private readonly AlertingInForce _alerting;
    private readonly List<OutboxEntry> _new = [];
    private readonly ConcurrentDictionary<(string Receiver, IntegrationId Integration), int> _waiting = new();
    private readonly Channel<OutboxEntry> _leaving = Channel.CreateUnbounded<OutboxEntry>(new UnboundedChannelOptions { SingleReader = true });

    public Outbox(StateDatabase state, AlertingInForce alerting)
    {
        _state = state;
        _alerting = alerting;
        foreach (OutboxEntry pending in state.ReadPending()) Leave(pending);
    }

    /// <summary>What is kept and may leave, in order. Bounded by <see cref="WaitingLimit"/> an integration.</summary>
    internal ChannelReader<OutboxEntry> Leaving => _leaving.Reader;

    public DeliveryAnswer Deliver(Notification notification)
    {
        if (_waiting.GetValueOrDefault((notification.Receiver, notification.Integration)) >= WaitingLimit) return DeliveryAnswer.Refused;
        string title = _alerting.Templates.Write("title", TitleTemplate, notification, notification.GroupKey);
        string text = _alerting.Templates.Write("text", TextTemplate, notification, title);
        _new.Add(new OutboxEntry(notification, title.Trim(), text.Trim()));
        return DeliveryAnswer.Queued;
    }

    public void Settle(IReadOnlyList<DocumentChange> changes)
    {
        if (changes.Count == 0 && _new.Count == 0) return;
        _state.Save(changes, _new);
        foreach (OutboxEntry entry in _new) Leave(entry);
        if (_new.Count > 0) _state.DeleteBefore(_new[^1].Notification.TimeMs - (long)Retention.TotalMilliseconds);
        _new.Clear();
    }

    /// <summary>A delivery came to its end.</summary>
    internal void Record(OutboxEntry entry)
    {
        _waiting.AddOrUpdate((entry.Notification.Receiver, entry.Notification.Integration), 0, (_, count) => Math.Max(0, count - 1));
        _state.Update(entry);
    }

    /// <summary>An attempt failed and another one follows.</summary>
    internal void RecordAttempt(OutboxEntry entry) => _state.Update(entry);

    public void Dispose()
    {
        _leaving.Writer.TryComplete();
        _state.Dispose();
    }

    private void Leave(OutboxEntry entry)
    {
        _waiting.AddOrUpdate((entry.Notification.Receiver, entry.Notification.Integration), 1, (_, count) => count + 1);
        _leaving.Writer.TryWrite(entry);
    }
}
