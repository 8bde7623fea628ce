using Heed.Alerting.Configuration;
using Heed.Alerting.Notifications;
using Heed.Http;

namespace Heed.Receivers.PagerDuty;

/// <summary>An entry of <c>pagerduty_configs</c>. All texts are templates.</summary>
/// <param name="Texts">The event's texts by Alertmanager's names, as <c>client_url</c>.</param>
/// <param name="Details">Shown with the incident.</param>
/// <param name="Api">Which of PagerDuty's ways in the key is for.</param>
public sealed record PagerDutyOptions(
    IntegrationId Id,
    bool SendResolved,
    PagerDutyApi Api,
    Credential RoutingKey,
    Uri Url,
    HttpOptions Http,
    TimeSpan? Timeout,
    IReadOnlyDictionary<string, string> Texts,
    IReadOnlyList<KeyValuePair<string, string>> Details,
    IReadOnlyList<PagerDutyLink> Links,
    IReadOnlyList<PagerDutyImage> Images) : IntegrationOptions(Id, SendResolved, MaxAlerts: 0)
{
    /// <summary>An incident that is open there notifies nobody when it is told of again; every change is an entry of its own.</summary>
    public override bool UpdatesQuietly => Api != PagerDutyApi.Changes;
}
