using Heed.Alerting.Configuration;
using Heed.Alerting.Notifications;
using Heed.Http;

namespace Heed.Receivers.Pushover;

/// <summary>An entry of <c>pushover_configs</c>. All texts are templates.</summary>
/// <param name="ApiUrl">Alertmanager has no such key: for a service that speaks as Pushover does.</param>
/// <param name="Retry">How often an emergency rings until somebody acknowledges it.</param>
/// <param name="Expire">When an emergency stops ringing.</param>
/// <param name="TimeToLive">When phones delete the message; zero for never.</param>
public sealed record PushoverOptions(
    IntegrationId Id,
    bool SendResolved,
    Uri ApiUrl,
    Credential UserKey,
    Credential Token,
    HttpOptions Http,
    TimeSpan? Timeout,
    IReadOnlyDictionary<string, string> Texts,
    TimeSpan Retry,
    TimeSpan Expire,
    TimeSpan TimeToLive,
    bool IsHtml,
    bool IsMonospace) : IntegrationOptions(Id, SendResolved, MaxAlerts: 0);
