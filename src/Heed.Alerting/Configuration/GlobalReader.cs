using Heed.Documents;
using Heed.Http;

namespace Heed.Alerting.Configuration;

/// <summary>Reads <c>global</c>; each kind of receiver reads its own keys there.</summary>
internal static class GlobalReader
{
    /// <summary>
    /// Keys for kinds of receivers that may not be there. They do nothing unless such a receiver is written, which is refused
    /// where it stands, so they are taken.
    /// </summary>
    private static readonly string[] KeysOfOtherKinds =
    [
        "smtp_from", "smtp_hello", "smtp_smarthost", "smtp_auth_username", "smtp_auth_password", "smtp_auth_password_file",
        "smtp_auth_secret", "smtp_auth_secret_file", "smtp_auth_identity", "smtp_require_tls", "smtp_tls_config", "smtp_force_implicit_tls",
        "opsgenie_api_url", "opsgenie_api_key", "opsgenie_api_key_file", "wechat_api_url", "wechat_api_secret", "wechat_api_secret_file",
        "wechat_api_corp_id", "victorops_api_url", "victorops_api_key", "victorops_api_key_file", "telegram_api_url", "telegram_bot_token",
        "telegram_bot_token_file", "webex_api_url", "rocketchat_api_url", "rocketchat_token", "rocketchat_token_file",
        "rocketchat_token_id",
        "rocketchat_token_id_file", "mattermost_webhook_url", "mattermost_webhook_url_file", "jira_api_url",
    ];

    public static ReceiverReader Read(
        DocumentNode? node, DocumentNode root, IReadOnlyList<IIntegrationKind> kinds, ReadingContext context, out GlobalOptions options)
    {
        MappingReader reader = (node ?? Nothing(root)).ReadMapping();
        HttpOptions http = reader.TryGet("http_config", out DocumentNode? httpNode)
            ? httpNode.ReadHttpOptions(context)
            : HttpOptions.Default;
        TimeSpan resolve = GlobalOptions.Default.ResolveTimeout;
        if (reader.TryGet("resolve_timeout", out DocumentNode? timeout))
        {
            resolve = timeout.ReadDuration(resolve, TimeSpan.FromMilliseconds(1));
        }

        options = new GlobalOptions(resolve, http);
        List<KeyValuePair<string, IntegrationReader>> readers = [];
        foreach (IIntegrationKind kind in kinds) readers.Add(new(kind.Name, kind.Open(reader, options, context)));
        foreach (string key in KeysOfOtherKinds) reader.IsWritten(key);
        reader.Finish();
        return new ReceiverReader(readers);
    }

    /// <summary>An empty mapping in the same file, for a file without <c>global</c>.</summary>
    private static DocumentNode Nothing(DocumentNode root) => Document.Parse(root.Document.File, "{}", root.Document.Diagnostics).Root;
}
