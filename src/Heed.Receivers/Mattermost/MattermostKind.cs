using System.Text;

using Heed.Alerting.Configuration;
using Heed.Alerting.Notifications;
using Heed.Alerting.Templating;
using Heed.Documents;
using Heed.Http;

namespace Heed.Receivers.Mattermost;

/// <summary>Messages to a Mattermost channel by an incoming webhook.</summary>
public sealed class MattermostKind : IReceiverKind
{
    public string Name => "mattermost";

    /// <summary>The texts of a message with their defaults.</summary>
    internal static IReadOnlyList<KeyValuePair<string, string>> DefaultTexts { get; } =
    [
        new("channel", ""),
        new("username", "{{ template \"mattermost.default.username\" . }}"),
        new("icon_url", ""),
        new("icon_emoji", ""),
        new("color", "{{ if eq .Status \"firing\" }}#C62828{{ else }}#2E7D32{{ end }}"),
        new("title", "{{ template \"mattermost.default.title\" . }}"),
        new("title_link", "{{ template \"mattermost.default.titlelink\" . }}"),
        new("text", "{{ template \"mattermost.default.text\" . }}"),
        new("pretext", ""),
        new("fallback", "{{ template \"mattermost.default.fallback\" . }}"),
        new("image_url", ""),
        new("thumb_url", ""),
        new("footer", ""),
    ];

    public IntegrationReader Open(MappingReader global, GlobalOptions options, ReadingContext context)
    {
        Credential? url = global.ReadSecretUrl("mattermost_webhook_url", context);
        return (node, index) => Read(node, index, url, options, context);
    }

    public IReceiver Create(IntegrationOptions options, ReceiverSurroundings surroundings) =>
        new MattermostReceiver((MattermostOptions)options, surroundings.Http, surroundings.Templates);

    public string Preview(IntegrationOptions options, Notification notification, NoticeTemplates templates) =>
        Encoding.UTF8.GetString(MattermostPayload.Write(notification, (MattermostOptions)options, templates));

    private MattermostOptions? Read(DocumentNode node, int index, Credential? globalUrl, GlobalOptions options, ReadingContext context)
    {
        MappingReader reader = node.ReadMapping();
        Credential? url =
            node.RequireSecret(reader.ReadSecretUrl("webhook_url", context), globalUrl, "webhook_url", "mattermost_webhook_url");
        MattermostOptions read = new(
            new(Name, index),
            reader.ReadSendResolved(true),
            url ?? Credential.FromText(""),
            reader.ReadHttp(options.Http, context),
            reader.ReadTimeout(),
            reader.ReadTexts(DefaultTexts),
            reader.TryGet("fields", out DocumentNode? fields) ? [.. fields.ReadSequence().Select(ReadField)] : []);
        reader.RefuseKeys("a message is one attachment, made of title, text and fields", "attachments", "props", "priority", "type");
        reader.Finish();
        return url is null ? null : read;
    }

    private static (string Title, string Value, bool IsShort) ReadField(DocumentNode node)
    {
        MappingReader reader = node.ReadMapping();
        string title = reader.ReadTemplate("title", "");
        string value = reader.ReadTemplate("value", "");
        bool isShort = reader.TryGet("short", out DocumentNode? shortNode) && shortNode.ReadBool();
        reader.Finish();
        return (title, value, isShort);
    }
}
