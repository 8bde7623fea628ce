using System.Collections.Concurrent;
using System.Data.Common;
using System.Text.Json;
using System.Threading.Channels;

using Heed.Alerting.Notifications;
using Heed.Receivers;
using Heed.Server.Endpoints;
using Heed.Server.Leadership;
using Heed.Server.SelfMonitoring;
using Heed.Server.State;

using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Heed.Server.Hosting;

/// <summary>
/// Carries notifications from the outbox to their receivers: one after another for each integration, so that a resolved notice
/// never overtakes its firing one, and the integrations beside each other. Nothing leaves that another server may send by now: what a
/// term leaves behind stays pending for the next.
/// </summary>
public sealed class OutboxDelivery : BackgroundService
{
    /// <summary>From the first attempt to giving up; the group's next flush then decides anew.</summary>
    public static readonly TimeSpan GiveUpAfter = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    /// <summary>Between two tries to record a delivery, and two looks at a lease that is about to run out.</summary>
    private static readonly TimeSpan ShortPause = TimeSpan.FromMilliseconds(500);

    private readonly Outbox _outbox;
    private readonly Station _station;
    private readonly AlertingInForce _alerting;
    private readonly ServerFigures _figures;
    private readonly Feed _feed;
    private readonly TimeProvider _clock;
    private readonly TimeProvider _wallClock;
    private readonly ILogger<OutboxDelivery> _log;

    /// <summary>
    /// What came to an end that could not be recorded before the term was over: where this server leads again and finds it pending, it is
    /// recorded and not sent again. One an integration at most, since nothing behind it leaves.
    /// </summary>
    private readonly ConcurrentDictionary<(string Receiver, IntegrationId Integration), (string Id, ReceiverResult Result)> _unrecorded = new();

    /// <param name="station">Whose outbox it empties.</param>
    /// <param name="alerting">Where to.</param>
    /// <param name="feed">Told of every step.</param>
    /// <param name="clock">The engine's time: when a notice was sent is told in it.</param>
    /// <param name="wallClock">The receivers' time: pauses between attempts are measured by it.</param>
    /// <param name="log">Told of failures.</param>
    public OutboxDelivery(Station station, AlertingInForce alerting, Feed feed, TimeProvider clock, TimeProvider wallClock, ILogger<OutboxDelivery> log)
    {
        _clock = clock;
        _outbox = (Outbox)station.Outbox;
        _station = station;
        _alerting = alerting;
        _figures = station.Figures;
        _feed = feed;
        _wallClock = wallClock;
        _log = log;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        List<Task> lanes = [];
        try
        {
            await foreach (ChannelReader<LeavingNotice> lane in _outbox.Lanes.ReadAllAsync(stoppingToken).ConfigureAwait(false))
            {
                lanes.Add(DriveAsync(lane, stoppingToken));
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What has not arrived stays pending for the next start.
        }

        await Task.WhenAll(lanes).ConfigureAwait(false);
    }

    private async Task DriveAsync(ChannelReader<LeavingNotice> lane, CancellationToken stopping)
    {
        try
        {
            await foreach (LeavingNotice leaving in lane.ReadAllAsync(stopping).ConfigureAwait(false)) await DeliverAsync(leaving, stopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // As above.
        }
    }

    private static (string Receiver, IntegrationId Integration) LaneOf(OutboxEntry entry) => (entry.Notification.Receiver, entry.Notification.Integration);

    private async Task DeliverAsync(LeavingNotice leaving, CancellationToken stopping)
    {
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(stopping, leaving.Term.Ended);
        try
        {
            await DeliverInTermAsync(leaving, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (leaving.Term.HasEnded && !stopping.IsCancellationRequested)
        {
            // It stays pending: whoever leads next sends it.
        }
    }

    private async Task DeliverInTermAsync(LeavingNotice leaving, CancellationToken over)
    {
        OutboxEntry entry = leaving.Entry;
        Publish(entry);
        bool isKnown = _unrecorded.TryRemove(LaneOf(entry), out (string Id, ReceiverResult Result) before) && before.Id == entry.Notification.Id;
        long start = _wallClock.GetTimestamp();
        TimeSpan pause = FirstPause;
        while (true)
        {
            ReceiverResult result = isKnown ? before.Result : await AttemptAsync(leaving, over).ConfigureAwait(false);
            entry = entry with { Attempts = entry.Attempts + 1 };
            if (result is not ReceiverResult.Retry retry || isKnown || _wallClock.GetElapsedTime(start) + pause > GiveUpAfter)
            {
                await FinishAsync(entry, result, over).ConfigureAwait(false);
                return;
            }

            entry = entry with { Error = retry.Reason };
            ServerLog.NoticeRetried(_log, entry.Notification.Id, entry.Notification.Receiver, entry.Attempts, retry.Reason);
            await RecordAsync(() => _outbox.RecordAttempt(entry), over).ConfigureAwait(false);
            Publish(entry);
            await Task.Delay(retry.RetryAfter ?? pause, _wallClock, over).ConfigureAwait(false);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    private async Task<ReceiverResult> AttemptAsync(LeavingNotice leaving, CancellationToken over)
    {
        Notification notification = leaving.Entry.Notification;
        while (leaving.Term.Left < LeaseTimes.SendMargin) await Task.Delay(ShortPause, _wallClock, over).ConfigureAwait(false);
        if (_alerting.Receivers.Find(notification.Receiver, notification.Integration) is not { } receiver)
        {
            return new ReceiverResult.Rejected("the configuration no longer has this receiver");
        }

        try
        {
            return await receiver.SendAsync(notification, over).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return new ReceiverResult.Retry(error.Message, null);
        }
    }

    private async Task FinishAsync(OutboxEntry entry, ReceiverResult result, CancellationToken over)
    {
        Notification notification = entry.Notification;
        long nowMs = _clock.GetUtcNow().ToUnixTimeMilliseconds();
        ReceiverResult.Delivered? delivered = result as ReceiverResult.Delivered;
        string? reason = delivered is not null ? null : result is ReceiverResult.Rejected rejected ? rejected.Reason : ((ReceiverResult.Retry)result).Reason;
        entry = delivered is not null
            ? entry with { State = DeliveryState.Sent, SentAtMs = nowMs, Error = null }
            : entry with { State = DeliveryState.Failed, Error = reason };
        _unrecorded[LaneOf(entry)] = (notification.Id, result);
        await RecordAsync(() => _outbox.Record(entry, nowMs, delivered?.Receipt), over).ConfigureAwait(false);
        _unrecorded.TryRemove(LaneOf(entry), out _);
        if (delivered is not null)
        {
            _station.Alerts.Delivered(notification.Id, notification.TimeMs);
            _station.OnCall.Escalations.Delivered(notification.Id);
            ServerLog.NoticeSent(_log, notification.Id, notification.Receiver, delivered.Receipt);
        }
        else
        {
            _station.Alerts.DeliveryFailed(notification.Id, notification.TimeMs);
            _station.OnCall.Escalations.DeliveryFailed(notification.Id, nowMs);
            ServerLog.NoticeGivenUp(_log, notification.Id, notification.Receiver, entry.Attempts, reason!);
        }

        _figures.Deliveries.Count(notification.Integration.Kind, entry.State == DeliveryState.Sent);
        _figures.Notices.Of(entry.State.Word()).Increment();
        Publish(entry);
    }

    /// <summary>Until it is on the disk, or the term is over: a database that cannot be reached for a moment sends nothing twice.</summary>
    private async Task RecordAsync(Func<WriteOutcome> record, CancellationToken over)
    {
        while (true)
        {
            try
            {
                if (record() == WriteOutcome.Kept) return;
            }
            catch (DbException error)
            {
                _figures.RecordFailures.Increment();
                ServerLog.NoticeNotRecorded(_log, error);
            }

            // Where another term has begun, this one is about to be ended: by the keeper of the lease, who looks as often.
            await Task.Delay(ShortPause, _wallClock, over).ConfigureAwait(false);
        }
    }

    private void Publish(OutboxEntry entry)
    {
        if (!_feed.HasWatchers) return;
        _feed.Publish(new FeedItem("notification", JsonSerializer.Serialize(AlertViews.Notification(entry), ApiJson.Default.NotificationFigure)));
    }
}
