using Heed.Alerting.Configuration;
using Heed.Alerting.Notifications;
using Heed.Http;

namespace Heed.Receivers.Webex;

/// <summary>An entry of <c>webex_configs</c>. All texts are templates; the bot's token is part of <paramref name="Http"/>.</summary>
public sealed record WebexOptions(
    IntegrationId Id, bool SendResolved, Uri ApiUrl, HttpOptions Http, TimeSpan? Timeout, IReadOnlyDictionary<string, string> Texts)
    : IntegrationOptions(Id, SendResolved, MaxAlerts: 0);
