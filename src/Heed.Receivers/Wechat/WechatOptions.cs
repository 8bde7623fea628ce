using Heed.Alerting.Configuration;
using Heed.Alerting.Notifications;
using Heed.Http;

namespace Heed.Receivers.Wechat;

/// <summary>An entry of <c>wechat_configs</c>. All texts are templates.</summary>
/// <param name="ApiUrl">Up to <c>cgi-bin</c>.</param>
/// <param name="CorporationId">Whose application it is.</param>
/// <param name="MessageType"><c>text</c> or <c>markdown</c>.</param>
public sealed record WechatOptions(
    IntegrationId Id,
    bool SendResolved,
    Uri ApiUrl,
    Credential ApiSecret,
    string CorporationId,
    string MessageType,
    HttpOptions Http,
    TimeSpan? Timeout,
    IReadOnlyDictionary<string, string> Texts) : IntegrationOptions(Id, SendResolved, MaxAlerts: 0);
