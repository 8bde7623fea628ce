using Heed.Alerting.Notifications;

namespace Heed.Alerting.Configuration;

/// <summary>How one integration of a receiver is to be reached; each kind adds its own.</summary>
/// <param name="Id">Its kind and its place among those of the same kind in the receiver.</param>
/// <param name="SendResolved">Whether it hears of resolved alerts.</param>
/// <param name="MaxAlerts">How many alerts a notification may have; zero for any number.</param>
public abstract record IntegrationOptions(IntegrationId Id, bool SendResolved, int MaxAlerts)
{
    /// <summary>Whether a notice can change what was sent before without interrupting anybody again.</summary>
    public virtual bool UpdatesQuietly => false;
}
