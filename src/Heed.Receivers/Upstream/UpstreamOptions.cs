using Heed.Alerting.Configuration;
using Heed.Alerting.Notifications;
using Heed.Http;

namespace Heed.Receivers.Upstream;

/// <summary>An entry of <c>alertmanager_configs</c>, which is Heed's own: another Alertmanager is told of the alerts.</summary>
/// <param name="Url">Where its API is, without <c>/api/v2</c>.</param>
/// <param name="HoldFor">How long it is to take a firing alert for firing if it hears nothing more.</param>
public sealed record UpstreamOptions(
    IntegrationId Id, bool SendResolved, Credential Url, HttpOptions Http, TimeSpan? Timeout, TimeSpan HoldFor)
    : IntegrationOptions(Id, SendResolved, MaxAlerts: 0)
{
    /// <summary>Longer than the repeat interval of most routes, so that a repetition comes before it ends.</summary>
    public static readonly TimeSpan DefaultHoldFor = TimeSpan.FromHours(24);
}
