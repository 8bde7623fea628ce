using Heed.Documents;

namespace Heed.Alerting.Configuration;

/// <summary>A configuration file as it may be shown: every secret is replaced, every address that holds one, too.</summary>
internal static class ShownConfiguration
{
    private static readonly HashSet<string> Secrets =
    [
        "api_key", "api_secret", "app_token", "auth_password", "auth_secret", "bearer_token", "bot_token", "client_secret", "credentials",
        "opsgenie_api_key", "password", "rocketchat_token", "rocketchat_token_id", "routing_key", "secret_key", "secrets", "service_key",
        "slack_api_url", "slack_app_token", "smtp_auth_password", "smtp_auth_secret", "mattermost_webhook_url", "telegram_bot_token", "token",
        "token_id", "user_key", "victorops_api_key", "webhook_url", "wechat_api_secret", "alert_source_token",
    ];

    /// <summary>Addresses that are secrets by themselves, and keys of certificates: by what they stand in.</summary>
    private static readonly HashSet<(string Kind, string Key)> SecretAddresses =
        [("slack_configs", "api_url"), ("webhook_configs", "url"), ("tls_config", "key")];

    public static string Of(string text) => RedactedYaml.Write(text, IsSecret);

    /// <summary>An address of a proxy or a server may have a password in it.</summary>
    private static bool IsSecret(IReadOnlyList<string> path)
    {
        string key = path.Count > 0 ? path[^1] : "";
        if (Secrets.Contains(key)) return !(key == "routing_key" && path.Contains("victorops_configs"));
        return path.Any(kind => SecretAddresses.Contains((kind, key)));
    }
}
