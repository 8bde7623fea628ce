using Heed.Alerting.Configuration;
using Heed.Alerting.Notifications;
using Heed.Http;

namespace Heed.Receivers.Jira;

/// <summary>An entry of <c>jira_configs</c>. All texts are templates.</summary>
/// <param name="ApiUrl">As <c>https://example.atlassian.net/rest/api/2/</c>.</param>
/// <param name="IsCloud">Whether issues are searched for as the cloud's API has it.</param>
/// <param name="Labels">Of the issue, beside the one that says which group it is for.</param>
/// <param name="ReopenDuration">How long after its resolution an issue is opened again rather than a new one; zero for always.</param>
public sealed record JiraOptions(
    IntegrationId Id,
    bool SendResolved,
    Uri ApiUrl,
    bool IsCloud,
    HttpOptions Http,
    TimeSpan? Timeout,
    IReadOnlyDictionary<string, string> Texts,
    IReadOnlyList<string> Labels,
    IReadOnlyList<KeyValuePair<string, JiraField>> Fields,
    TimeSpan ReopenDuration) : IntegrationOptions(Id, SendResolved, MaxAlerts: 0);
