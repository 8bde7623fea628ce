using System.Collections.Concurrent;
using System.Threading.Channels;

using Heed.Alerting.Notifications;
using Heed.Server.Journal;
using Heed.Server.Leadership;
using Heed.Server.State;

namespace Heed.Server.Hosting;

/// <summary>
/// Keeps notifications until they have arrived. They are written together with the state that they were decided from, and leave only
/// then; what a crash left pending leaves at the next start, or from the server that leads next. So a notice is sent at least once, and a
/// second time only where the crash falls between the receiver's answer and its record.
/// </summary>
public sealed class Outbox : INotificationOutbox
{
    /// <summary>Notifications that may wait for one integration.</summary>
    public const int WaitingLimit = 1000;

    private const long ForgettingMs = 3_600_000;

    private const string TitleTemplate = """{{ template "slack.default.title" . }}""";
    private const string TextTemplate = """{{ template "slack.default.text" . }}""";

    private readonly StateDatabase _state;
    private readonly AlertingInForce _alerting;
    private readonly TimeSpan _retention;
    private readonly List<OutboxEntry> _new = [];
    private readonly ConcurrentDictionary<(string Receiver, IntegrationId Integration), int> _waiting = new();
    private readonly Channel<ChannelReader<LeavingNotice>> _begun =
        Channel.CreateUnbounded<ChannelReader<LeavingNotice>>(new UnboundedChannelOptions { SingleReader = true });

    /// <summary>The engine's owner's alone.</summary>
    private readonly Dictionary<(string Receiver, IntegrationId Integration), ChannelWriter<LeavingNotice>> _lanes = [];
    private volatile LeaderTerm? _term;
    private long _nextForgettingMs;

    /// <param name="state">Where they are kept.</param>
    /// <param name="alerting">Whose templates make of them what people read.</param>
    /// <param name="retention">How long what was sent can be asked for.</param>
    public Outbox(StateDatabase state, AlertingInForce alerting, TimeSpan retention)
    {
        _retention = retention;
        _state = state;
        _alerting = alerting;
    }

    /// <summary>
    /// A lane for each integration, from its first notice on: what is kept and may leave, in order. Bounded by <see cref="WaitingLimit"/> each.
    /// </summary>
    internal ChannelReader<ChannelReader<LeavingNotice>> Lanes => _begun.Reader;

    public DeliveryAnswer Deliver(Notification notification)
    {
        if (_waiting.GetValueOrDefault((notification.Receiver, notification.Integration)) >= WaitingLimit) return DeliveryAnswer.Refused;
        // Whoever has the link may acknowledge in the name of the person that it was made for: it is shown to nobody else.
        Notification shown = notification with { Acknowledgement = null };
        string title = _alerting.Templates.Write("title", TitleTemplate, shown, notification.GroupKey);
        string text = _alerting.Templates.Write("text", TextTemplate, shown, title);
        _new.Add(new OutboxEntry(notification, title.Trim(), text.Trim()));
        return DeliveryAnswer.Queued;
    }

    public void Begin(LeaderTerm term)
    {
        End();
        IReadOnlyList<OutboxEntry> pending = _state.ReadPending();
        _term = term;
        foreach (OutboxEntry entry in pending) Leave(entry, term);
    }

    public void End()
    {
        _term = null;
        _new.Clear();
        _waiting.Clear();
    }

    public void Settle(IReadOnlyList<DocumentChange> changes, AlertPageBatch pages, JournalBatch journal)
    {
        if (_term is not { } term || (changes.Count == 0 && pages.IsEmpty && _new.Count == 0 && journal.IsEmpty)) return;
        if (_state.Save(changes, pages, _new, journal) == WriteOutcome.Superseded)
        {
            term.End();
            return;
        }

        if (!journal.IsEmpty) _state.Upkeep(journal.NowMs, _retention);
        foreach (OutboxEntry entry in _new) Leave(entry, term);
        if (_new.Count > 0) Forget(_new[^1].Notification.TimeMs);
        _new.Clear();
    }

    /// <summary>A delivery came to its end.</summary>
    /// <param name="entry">How.</param>
    /// <param name="timeMs">When, in the engine's time.</param>
    /// <param name="receipt">What the receiver answered; null where it was given up.</param>
    internal WriteOutcome Record(OutboxEntry entry, long timeMs, string? receipt)
    {
        JournalBody body = new()
        {
            Receiver = entry.Notification.Receiver,
            Integration = entry.Notification.Integration.ToString(),
            Attempts = entry.Attempts,
            Receipt = receipt,
            Error = entry.Error,
        };
        WriteOutcome outcome = _state.Update(entry, new JournalRow(JournalSubject.OfNotification(entry.Notification.Id), timeMs, entry.State.Word(), body));
        if (outcome == WriteOutcome.Kept)
        {
            _waiting.AddOrUpdate((entry.Notification.Receiver, entry.Notification.Integration), 0, (_, count) => Math.Max(0, count - 1));
        }

        return outcome;
    }

    /// <summary>An attempt failed and another one follows.</summary>
    internal WriteOutcome RecordAttempt(OutboxEntry entry) => _state.Update(entry);

    public void Dispose()
    {
        foreach (ChannelWriter<LeavingNotice> lane in _lanes.Values) lane.TryComplete();
        _begun.Writer.TryComplete();
        _state.Dispose();
    }

    /// <summary>Lets go what is older than the retention, once an hour of the engine's time: it is a write of its own.</summary>
    private void Forget(long nowMs)
    {
        if (nowMs < _nextForgettingMs) return;
        _nextForgettingMs = nowMs + ForgettingMs;
        _state.DeleteBefore(nowMs - (long)_retention.TotalMilliseconds);
    }

    private void Leave(OutboxEntry entry, LeaderTerm term)
    {
        (string Receiver, IntegrationId Integration) key = (entry.Notification.Receiver, entry.Notification.Integration);
        _waiting.AddOrUpdate(key, 1, (_, count) => count + 1);
        if (!_lanes.TryGetValue(key, out ChannelWriter<LeavingNotice>? lane))
        {
            Channel<LeavingNotice> begun = Channel.CreateUnbounded<LeavingNotice>(new UnboundedChannelOptions { SingleReader = true });
            _lanes.Add(key, lane = begun.Writer);
            _begun.Writer.TryWrite(begun.Reader);
        }

        lane.TryWrite(new LeavingNotice(entry, term));
    }
}
