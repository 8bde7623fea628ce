using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;

using Heed.Alerting.Dispatching;
using Heed.Alerting.Escalation;
using Heed.Alerting.Notifications;
using Heed.Receivers;
using Heed.Server.Endpoints;
using Heed.Server.SelfMonitoring;
using Heed.Server.State;

using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Heed.Server.Hosting;

/// <summary>
/// Carries notifications from the outbox to their receivers: one after another for each integration, so that a resolved notice
/// never overtakes its firing one, and the integrations beside each other.
/// </summary>
public sealed class OutboxDelivery : BackgroundService
{
    /// <summary>From the first attempt to giving up; the group's next flush then decides anew.</summary>
    public static readonly TimeSpan GiveUpAfter = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private readonly Outbox _outbox;
    private readonly EngineLoop _loop;
    private readonly AlertDispatcher _dispatcher;
    private readonly EscalationEngine _escalations;
    private readonly AlertingInForce _alerting;
    private readonly ServerFigures _figures;
    private readonly Feed _feed;
    private readonly TimeProvider _clock;
    private readonly TimeProvider _wallClock;
    private readonly ILogger<OutboxDelivery> _log;
    private readonly ConcurrentDictionary<(string Receiver, IntegrationId Integration), Channel<OutboxEntry>> _lanes = new();

    /// <param name="station">Whose outbox it empties.</param>
    /// <param name="loop">Keeps how deliveries ended.</param>
    /// <param name="alerting">Where to.</param>
    /// <param name="feed">Told of every step.</param>
    /// <param name="clock">The engine's time: when a notice was sent is told in it.</param>
    /// <param name="wallClock">The receivers' time: pauses between attempts are measured by it.</param>
    /// <param name="log">Told of failures.</param>
    public OutboxDelivery(
        Station station, EngineLoop loop, AlertingInForce alerting, Feed feed, TimeProvider clock, TimeProvider wallClock, ILogger<OutboxDelivery> log)
    {
        _clock = clock;
        _loop = loop;
        _outbox = (Outbox)station.Outbox;
        _dispatcher = station.Alerts;
        _escalations = station.OnCall.Escalations;
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
            await foreach (OutboxEntry entry in _outbox.Leaving.ReadAllAsync(stoppingToken).ConfigureAwait(false))
            {
                (string, IntegrationId) key = (entry.Notification.Receiver, entry.Notification.Integration);
                if (!_lanes.TryGetValue(key, out Channel<OutboxEntry>? lane))
                {
                    _lanes[key] = lane = Channel.CreateUnbounded<OutboxEntry>(new UnboundedChannelOptions { SingleReader = true });
                    lanes.Add(DriveAsync(lane.Reader, stoppingToken));
                }

                lane.Writer.TryWrite(entry);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What has not arrived stays pending for the next start.
        }

        foreach (Channel<OutboxEntry> lane in _lanes.Values) lane.Writer.TryComplete();
        await Task.WhenAll(lanes).ConfigureAwait(false);
    }

    private async Task DriveAsync(ChannelReader<OutboxEntry> lane, CancellationToken stopping)
    {
        try
        {
            await foreach (OutboxEntry entry in lane.ReadAllAsync(stopping).ConfigureAwait(false)) await DeliverAsync(entry, stopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // As above.
        }
    }

    private async Task DeliverAsync(OutboxEntry entry, CancellationToken stopping)
    {
        Publish(entry);
        long start = _wallClock.GetTimestamp();
        TimeSpan pause = FirstPause;
        while (true)
        {
            ReceiverResult result = await AttemptAsync(entry.Notification, stopping).ConfigureAwait(false);
            entry = entry with { Attempts = entry.Attempts + 1 };
            if (result is not ReceiverResult.Retry retry || _wallClock.GetElapsedTime(start) + pause > GiveUpAfter)
            {
                await FinishAsync(entry, result).WaitAsync(stopping).ConfigureAwait(false);
                return;
            }

            entry = entry with { Error = retry.Reason };
            ServerLog.NoticeRetried(_log, entry.Notification.Id, entry.Notification.Receiver, entry.Attempts, retry.Reason);
            _outbox.RecordAttempt(entry);
            Publish(entry);
            await Task.Delay(retry.RetryAfter ?? pause, _wallClock, stopping).ConfigureAwait(false);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    private async Task<ReceiverResult> AttemptAsync(Notification notification, CancellationToken stopping)
    {
        if (_alerting.Receivers.Find(notification.Receiver, notification.Integration) is not { } receiver)
        {
            return new ReceiverResult.Rejected("the configuration no longer has this receiver");
        }

        try
        {
            return await receiver.SendAsync(notification, stopping).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return new ReceiverResult.Retry(error.Message, null);
        }
    }

    private async Task FinishAsync(OutboxEntry entry, ReceiverResult result)
    {
        Notification notification = entry.Notification;
        long nowMs = _clock.GetUtcNow().ToUnixTimeMilliseconds();
        if (result is ReceiverResult.Delivered delivered)
        {
            entry = entry with { State = DeliveryState.Sent, SentAtMs = nowMs, Error = null };
            _dispatcher.Delivered(notification.Id, notification.TimeMs);
            _escalations.Delivered(notification.Id);
            ServerLog.NoticeSent(_log, notification.Id, notification.Receiver, delivered.Receipt);
        }
        else
        {
            string reason = result is ReceiverResult.Rejected rejected ? rejected.Reason : ((ReceiverResult.Retry)result).Reason;
            entry = entry with { State = DeliveryState.Failed, Error = reason };
            _dispatcher.DeliveryFailed(notification.Id, notification.TimeMs);
            _escalations.DeliveryFailed(notification.Id, _clock.GetUtcNow().ToUnixTimeMilliseconds());
            ServerLog.NoticeGivenUp(_log, notification.Id, notification.Receiver, entry.Attempts, reason);
        }

        Task kept = _outbox.RecordAsync(entry, nowMs, (result as ReceiverResult.Delivered)?.Receipt);
        _loop.Wake();
        await kept.ConfigureAwait(false);
        _figures.Deliveries.Count(notification.Integration.Kind, entry.State == DeliveryState.Sent);
        _figures.Notices.Of(entry.State.Word()).Increment();
        Publish(entry);
    }

    private void Publish(OutboxEntry entry)
    {
        if (!_feed.HasWatchers) return;
        _feed.Publish(new FeedItem("notification", JsonSerializer.Serialize(AlertViews.Notification(entry), ApiJson.Default.NotificationFigure)));
    }
}
