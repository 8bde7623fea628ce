using Heed.Alerting.Notifications;
using Heed.Receivers.File;
using Heed.Server.Journal;
using Heed.Server.State;

namespace Heed.Server.Hosting;

/// <summary>Writes each notification that would be sent as one line. Every one arrives.</summary>
internal sealed class ReplayOutbox(Stream target, StateDatabase state) : INotificationOutbox
{
    public long Written { get; private set; }

    public DeliveryAnswer Deliver(Notification notification)
    {
        target.Write(NotificationLine.Write(notification));
        target.WriteByte((byte)'\n');
        Written++;
        return DeliveryAnswer.Delivered;
    }

    public void Settle(IReadOnlyList<DocumentChange> changes, AlertPageBatch pages, JournalBatch journal)
    {
        // Nothing is kept: a replay ends with its process.
    }

    public void Dispose() => state.Dispose();
}
