using Heed.Alerting.Configuration;
using Heed.Alerting.Notifications;
using Heed.Http;

namespace Heed.Receivers.Opsgenie;

/// <summary>An entry of <c>opsgenie_configs</c>. All texts are templates.</summary>
/// <param name="UpdatesAlerts">Whether message and description of an open alert are changed with every notice.</param>
public sealed record OpsgenieOptions(
    IntegrationId Id,
    bool SendResolved,
    Uri ApiUrl,
    Credential ApiKey,
    HttpOptions Http,
    TimeSpan? Timeout,
    IReadOnlyDictionary<string, string> Texts,
    IReadOnlyList<KeyValuePair<string, string>> Details,
    IReadOnlyList<OpsgenieResponder> Responders,
    bool UpdatesAlerts) : IntegrationOptions(Id, SendResolved, MaxAlerts: 0)
{
    /// <summary>An alert that is open already notifies nobody when it changes.</summary>
    public override bool UpdatesQuietly => UpdatesAlerts;
}
