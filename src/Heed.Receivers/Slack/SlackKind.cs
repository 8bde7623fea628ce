using Heed.Alerting.Configuration;
using Heed.Documents;
using Heed.Http;

namespace Heed.Receivers.Slack;

/// <summary>Messages to a Slack channel by an incoming webhook.</summary>
public sealed class SlackKind : IReceiverKind
{
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
    ];

    public IntegrationReader Open(MappingReader global, GlobalOptions options, ReadingContext context)
    {
        Credential? url = global.ReadSecretUrl("slack_api_url", context);
        global.RefuseKeys("slack_app_token", "slack_app_token_file", "slack_app_url");
        return (node, index) => Read(node, index, url, options, context);
    }

    public IReceiver Create(IntegrationOptions options, ReceiverSurroundings surroundings) =>
        new SlackReceiver((SlackOptions)options, surroundings.Http, surroundings.Templates);

    private SlackOptions? Read(DocumentNode node, int index, Credential? globalUrl, GlobalOptions options, ReadingContext context)
    {
        MappingReader reader = node.ReadMapping();
        Credential? url = reader.ReadSecretUrl("api_url", context) ?? globalUrl;
        bool shortFields = reader.TryGet("short_fields", out DocumentNode? isShort) && isShort.ReadBool();
        SlackOptions read = new(
            new(Name, index),
            reader.ReadSendResolved(false),
            url ?? Credential.FromText(""),
            reader.ReadHttp(options.Http, context),
            reader.ReadTimeout(),
            DefaultTexts.ToDictionary(t => t.Key, t => reader.ReadTemplate(t.Key, t.Value)),
            reader.TryGet("fields", out DocumentNode? fields) ? [.. fields.ReadSequence().Select(ReadField)] : [],
            shortFields,
            reader.TryGet("actions", out DocumentNode? actions) ? [.. actions.ReadSequence().Select(ReadAction)] : [],
            reader.TryGet("link_names", out DocumentNode? names) && names.ReadBool(),
            reader.TryGet("mrkdwn_in", out DocumentNode? markdown) ? markdown.ReadTextList() : MarkdownParts);
        reader.RefuseKeys("app_token", "app_token_file", "app_url", "update_message", "message_text");
        reader.Finish();
        if (url is not null) return read;
        node.Report("expected api_url or api_url_file here, or slack_api_url or slack_api_url_file under global; found none");
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
        reader.RefuseKeys("confirm");
        reader.Finish();
        if (action.Url.Length == 0 && action.Name.Length == 0)
        {
            node.Report("expected url (a link) or name (an interactive button), found neither");
        }

        return action;
    }
}
