using Heed.Alerting.Notifications;
using Heed.Server.Hosting;
using Heed.Server.State;

namespace Heed.Scenario.Tests;

/// <summary>Takes every notification and tells nobody.</summary>
internal sealed class SilentOutbox(StateDatabase state) : INotificationOutbox
{
    public DeliveryAnswer Deliver(Notification notification) => DeliveryAnswer.Delivered;

    public void Settle(IReadOnlyList<DocumentChange> changes)
    {
    }

    public void Dispose() => state.Dispose();
}
