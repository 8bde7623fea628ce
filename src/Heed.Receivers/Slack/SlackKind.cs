using System.Text;

using Heed.Alerting.Configuration;
using Heed.Alerting.Notifications;
using Heed.Alerting.Templating;
using Heed.Documents;
using Heed.Http;

namespace Heed.Receivers.Slack;

/// <summary>Messages to a Slack channel by an incoming webhook or a bot.</summary>
public sealed class SlackKind : IReceiverKind
{
    private static readonly Uri DefaultAppUrl = new("https://slack.com/api/chat.postMessage");
    private static readonly string[] MarkdownParts = ["fallback", "pretext", "text"];

    public string Name => "slack";

    /// <summary>The texts of a message with their defaults, which are Alertmanager's names for them.</summary>
    internal static IReadOnlyList<KeyValuePair<string, string>> DefaultTexts { get; } =
    [
        new("channel", ""),
        new("username", "{{ template \"slack.default.username\" . }}"),
        new("color", "{{ if eq .Status \"firing\" }}danger{{ else }}good{{ end }}"),
        new("title", "{{ template \"slack.default.title\" . }}"),
        new("title_link", "{{ template \"slack.default.titlelink\" . }}"),
        new("pretext", "{{ template \"slack.default.pretext\" . }}"),
        new("text", "{{ template \"slack.default.text\" . }}"),
        new("fallback", "{{ template \"slack.default.fallback\" . }}"),
        new("callback_id", "{{ template \"slack.default.callbackid\" . }}"),
        new("icon_emoji", "{{ template \"slack.default.iconemoji\" . }}"),
        new("icon_url", "{{ template \"slack.default.iconurl\" . }}"),
        new("image_url", ""),
        new("thumb_url", ""),
        new("footer", "{{ template \"slack.default.footer\" . }}"),
        new("message_text", ""),
    ];

    public IntegrationReader Open(MappingReader global, GlobalOptions options, ReadingContext context)
    {
        Credential? url = global.ReadSecretUrl("slack_api_url", context);
        Credential? token = global.ReadSecret("slack_app_token", context);
        Uri appUrl = global.ReadUrl("slack_app_url", DefaultAppUrl);
        bool differ = url is not null && token is not null && !(url.TryReveal(out string address, out _) && address == appUrl.AbsoluteUri);
        if (differ) global.Node.Report("expected one of slack_api_url and slack_app_token, found both");
        SlackDefaults defaults = new(url, token, appUrl);
        return (node, index) => Read(node, index, defaults, options, context);
    }

    public IReceiver Create(IntegrationOptions options, ReceiverSurroundings surroundings) =>
        new SlackReceiver((SlackOptions)options, surroundings.Http, surroundings.Templates, surroundings.Memory);

    public string Preview(IntegrationOptions options, Notification notification, NoticeTemplates templates) =>
        Encoding.UTF8.GetString(SlackPayload.Write(notification, (SlackOptions)options, templates));

    private SlackOptions? Read(DocumentNode node, int index, SlackDefaults defaults, GlobalOptions options, ReadingContext context)
    {
        MappingReader reader = node.ReadMapping();
        Credential? url = reader.ReadSecretUrl("api_url", context);
        Credential? token = reader.ReadSecret("app_token", context);
        Uri appUrl = reader.ReadUrl("app_url", defaults.AppUrl);
        if (url is not null && token is not null) node.Report("expected one of api_url and app_token, found both");
        HttpOptions http = reader.ReadHttp(options.Http, context);

        // Before there was app_token, a bot's token stood in http_config: such an entry says itself who it is.
        if (url is null && (http.Credentials is null || defaults.ApiUrl is null)) token ??= defaults.AppToken;
        url = token is not null ? Credential.FromText(appUrl.AbsoluteUri) : url ?? defaults.ApiUrl;
        bool updates = reader.TryGet("update_message", out DocumentNode? update) && update.ReadBool();
        if (updates && token is null) update!.Report("expected app_token with update_message: a webhook cannot change what it has posted");
        bool shortFields = reader.TryGet("short_fields", out DocumentNode? isShort) && isShort.ReadBool();
        SlackOptions read = new(
            new(Name, index),
            reader.ReadSendResolved(false),
            url ?? Credential.FromText(""),
            http,
            reader.ReadTimeout(),
            DefaultTexts.ToDictionary(t => t.Key, t => reader.ReadTemplate(t.Key, t.Value)),
            reader.TryGet("fields", out DocumentNode? fields) ? [.. fields.ReadSequence().Select(ReadField)] : [],
            shortFields,
            reader.TryGet("actions", out DocumentNode? actions) ? [.. actions.ReadSequence().Select(ReadAction)] : [],
            reader.TryGet("link_names", out DocumentNode? names) && names.ReadBool(),
            reader.TryGet("mrkdwn_in", out DocumentNode? markdown) ? markdown.ReadTextList() : MarkdownParts,
            token,
            updates);
        reader.Finish();
        if (url is not null) return read;
        node.Report("expected api_url, api_url_file, app_token or app_token_file here, or with slack_ before it under global; found none");
        return null;
    }

    private static SlackField ReadField(DocumentNode node)
    {
        MappingReader reader = node.ReadMapping();
        string title = reader.TryRequire("title", "the field's heading", out DocumentNode? titleNode) ? titleNode.ReadText() : "";
        string value = reader.TryRequire("value", "the field's text", out DocumentNode? valueNode) ? valueNode.ReadText() : "";
        bool? isShort = reader.TryGet("short", out DocumentNode? shortNode) ? shortNode.ReadBool() : null;
        reader.Finish();
        return new SlackField(title, value, isShort);
    }

    private static SlackAction ReadAction(DocumentNode node)
    {
        MappingReader reader = node.ReadMapping();
        string type = reader.TryRequire("type", "as button", out DocumentNode? typeNode) ? typeNode.ReadText() : "";
        string text = reader.TryRequire("text", "what is on the button", out DocumentNode? textNode) ? textNode.ReadText() : "";
        SlackAction action = new(
            type,
            text,
            reader.ReadTemplate("url", ""),
            reader.ReadTemplate("style", ""),
            reader.ReadTemplate("name", ""),
            reader.ReadTemplate("value", ""));
        reader.RefuseKeys("a button acts at once", "confirm");
        reader.Finish();
        if (action.Url.Length == 0 && action.Name.Length == 0)
        {
            node.Report("expected url (a link) or name (an interactive button), found neither");
        }

        return action;
    }
}
