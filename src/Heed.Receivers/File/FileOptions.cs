using Heed.Alerting.Configuration;
using Heed.Alerting.Notifications;

namespace Heed.Receivers.File;

/// <summary>An entry of <c>file_configs</c>.</summary>
/// <param name="Path">Lines are appended to it; <c>-</c> is the standard output.</param>
public sealed record FileOptions(IntegrationId Id, bool SendResolved, string Path) : IntegrationOptions(Id, SendResolved, MaxAlerts: 0)
{
    /// <summary>A line in a file interrupts nobody.</summary>
    public override bool UpdatesQuietly => true;
}
