using Heed.Alerting.Notifications;
using Heed.Server.Hosting;
using Heed.Server.Journal;
using Heed.Server.State;

namespace Heed.Scenario.Tests;

/// <summary>Takes every notification and tells nobody.</summary>
internal sealed class SilentOutbox(StateDatabase state) : INotificationOutbox
{
    public DeliveryAnswer Deliver(Notification notification) => DeliveryAnswer.Delivered;

    public void Settle(IReadOnlyList<DocumentChange> changes, AlertPageBatch pages, JournalBatch journal)
    {
    }

    public void Dispose() => state.Dispose();
}
