using Heed.Alerting.Configuration;
using Heed.Alerting.Notifications;
using Heed.Http;

namespace Heed.Receivers.Sns;

/// <summary>An entry of <c>sns_configs</c>. All texts are templates; one of the three targets among them is not empty.</summary>
/// <param name="Attributes">Sent beside the message, for subscriptions that filter; templates, too.</param>
public sealed record SnsOptions(
    IntegrationId Id,
    bool SendResolved,
    Uri ApiUrl,
    AwsIdentity Identity,
    HttpOptions Http,
    TimeSpan? Timeout,
    IReadOnlyDictionary<string, string> Texts,
    IReadOnlyList<KeyValuePair<string, string>> Attributes) : IntegrationOptions(Id, SendResolved, MaxAlerts: 0);
