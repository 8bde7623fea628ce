using Heed.Alerting.Configuration;
using Heed.Alerting.Notifications;
using Heed.Http;

namespace Heed.Receivers.RocketChat;

/// <summary>An entry of <c>rocketchat_configs</c>. All texts are templates.</summary>
/// <param name="ApiUrl">The server's own address.</param>
/// <param name="TokenId">Who the token belongs to.</param>
/// <param name="LinksNames">Whether names in texts become mentions.</param>
public sealed record RocketChatOptions(
    IntegrationId Id,
    bool SendResolved,
    Uri ApiUrl,
    Credential Token,
    Credential TokenId,
    HttpOptions Http,
    TimeSpan? Timeout,
    IReadOnlyDictionary<string, string> Texts,
    IReadOnlyList<RocketChatField> Fields,
    IReadOnlyList<RocketChatAction> Actions,
    bool LinksNames) : IntegrationOptions(Id, SendResolved, MaxAlerts: 0);
