using Heed.Alerting.Configuration;
using Heed.Alerting.Notifications;
using Heed.Http;

namespace Heed.Receivers.IncidentIo;

/// <summary>An entry of <c>incidentio_configs</c>.</summary>
/// <param name="Token">Null where <paramref name="Http"/> says who we are.</param>
public sealed record IncidentIoOptions(
    IntegrationId Id, bool SendResolved, int MaxAlerts, Credential Url, Credential? Token, HttpOptions Http, TimeSpan? Timeout)
    : IntegrationOptions(Id, SendResolved, MaxAlerts);
