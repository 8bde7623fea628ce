using System.Collections.Frozen;

namespace Heed.Cli.Exports.Alertmanager;

/// <summary>
/// The keys of Alertmanager 0.25's file, by the place where they stand. Only what Heed reads as well is in the table: the rest of a
/// user's file cannot be there. A test asks amtool 0.25 for its word on the whole table.
/// </summary>
internal static class OldAlertmanager
{
    private static readonly string[] Http =
        ["authorization", "basic_auth", "bearer_token", "bearer_token_file", "enable_http2", "follow_redirects", "proxy_url", "tls_config"];

    private static readonly FrozenDictionary<string, FrozenSet<string>> Keys = new Dictionary<string, string[]>
    {
        [""] = ["global", "inhibit_rules", "mute_time_intervals", "receivers", "route", "templates", "time_intervals"],
        ["global"] =
        [
            "http_config", "opsgenie_api_key", "opsgenie_api_key_file", "opsgenie_api_url", "pagerduty_url", "resolve_timeout", "slack_api_url",
            "slack_api_url_file", "smtp_auth_identity", "smtp_auth_password", "smtp_auth_password_file", "smtp_auth_secret", "smtp_auth_username",
            "smtp_from", "smtp_hello", "smtp_require_tls", "smtp_smarthost", "telegram_api_url", "victorops_api_key", "victorops_api_key_file",
            "victorops_api_url", "webex_api_url", "wechat_api_corp_id", "wechat_api_secret", "wechat_api_url",
        ],
        ["route"] =
        [
            "active_time_intervals", "continue", "group_by", "group_interval", "group_wait", "match", "match_re", "matchers", "mute_time_intervals",
            "receiver", "repeat_interval", "routes",
        ],
        ["inhibit_rules"] = ["equal", "source_match", "source_match_re", "source_matchers", "target_match", "target_match_re", "target_matchers"],
        ["receivers"] =
        [
            "discord_configs", "email_configs", "name", "opsgenie_configs", "pagerduty_configs", "slack_configs", "telegram_configs", "webhook_configs",
        ],
        ["discord_configs"] = ["http_config", "message", "send_resolved", "title", "webhook_url"],
        ["email_configs"] =
        [
            "auth_identity", "auth_password", "auth_password_file", "auth_secret", "auth_username", "from", "headers", "hello", "html",
            "require_tls", "send_resolved", "smarthost", "text", "tls_config", "to",
        ],
        ["opsgenie_configs"] =
        [
            "actions", "api_key", "api_key_file", "api_url", "description", "details", "entity", "http_config", "message", "note", "priority",
            "responders", "send_resolved", "source", "tags", "update_alerts",
        ],
        ["pagerduty_configs"] =
        [
            "class", "client", "client_url", "component", "description", "details", "group", "http_config", "images", "links", "routing_key",
            "routing_key_file", "send_resolved", "service_key", "service_key_file", "severity", "source", "url",
        ],
        ["slack_configs"] =
        [
            "actions", "api_url", "api_url_file", "callback_id", "channel", "color", "fallback", "fields", "footer", "http_config", "icon_emoji",
            "icon_url", "image_url", "link_names", "mrkdwn_in", "pretext", "send_resolved", "short_fields", "text", "thumb_url", "title",
            "title_link", "username",
        ],
        ["telegram_configs"] =
            ["api_url", "bot_token", "chat_id", "disable_notifications", "http_config", "message", "parse_mode", "send_resolved"],
        ["webhook_configs"] = ["http_config", "max_alerts", "send_resolved", "url"],
        ["http_config"] = Http,
        ["tls_config"] = ["ca_file", "cert_file", "insecure_skip_verify", "key_file", "server_name"],
    }.ToFrozenDictionary(p => p.Key, p => p.Value.ToFrozenSet(StringComparer.Ordinal), StringComparer.Ordinal);

    /// <summary>What a receiver cannot do without: one of the keys has to be left, there or (with a leading <c>global.</c>) in global.</summary>
    private static readonly FrozenDictionary<string, string[]> Needs = new Dictionary<string, string[]>
    {
        ["discord_configs"] = ["webhook_url"],
        ["opsgenie_configs"] = ["api_key", "api_key_file", "global.opsgenie_api_key", "global.opsgenie_api_key_file"],
        ["pagerduty_configs"] = ["routing_key", "routing_key_file", "service_key", "service_key_file"],
        ["slack_configs"] = ["api_url", "api_url_file", "global.slack_api_url", "global.slack_api_url_file"],
        ["telegram_configs"] = ["bot_token"],
        ["webhook_configs"] = ["url"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> LaterFunctions = FrozenSet.Create(
        StringComparer.Ordinal, "append", "date", "dict", "humanizeDuration", "list", "safeUrl", "since", "toJson", "trimSpace", "tz", "urlUnescape");

    /// <summary>Places and their keys, for the test.</summary>
    public static IReadOnlyDictionary<string, FrozenSet<string>> Table => Keys;

    /// <summary>Null for a place whose keys are the user's own, such as headers.</summary>
    public static IReadOnlySet<string>? KeysOf(string place) => Keys.GetValueOrDefault(place);

    /// <summary>Empty where a kind of receivers needs nothing of the kind.</summary>
    public static IReadOnlyList<string> NeedsOf(string kind) => Needs.GetValueOrDefault(kind) ?? [];

    /// <summary>Functions of notices' templates that came behind 0.25.</summary>
    public static bool IsLaterFunction(string name) => LaterFunctions.Contains(name);
}
