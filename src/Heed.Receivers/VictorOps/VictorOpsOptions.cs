using Heed.Alerting.Configuration;
using Heed.Alerting.Notifications;
using Heed.Http;

namespace Heed.Receivers.VictorOps;

/// <summary>An entry of <c>victorops_configs</c>. All texts are templates, the routing key and the fields too.</summary>
/// <param name="ApiUrl">Without the keys, which are the end of its path.</param>
public sealed record VictorOpsOptions(
    IntegrationId Id,
    bool SendResolved,
    Uri ApiUrl,
    Credential ApiKey,
    string RoutingKey,
    HttpOptions Http,
    TimeSpan? Timeout,
    IReadOnlyDictionary<string, string> Texts,
    IReadOnlyList<KeyValuePair<string, string>> CustomFields) : IntegrationOptions(Id, SendResolved, MaxAlerts: 0);
