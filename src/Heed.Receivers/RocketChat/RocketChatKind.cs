using System.Text;

using Heed.Alerting.Configuration;
using Heed.Alerting.Notifications;
using Heed.Alerting.Templating;
using Heed.Documents;
using Heed.Http;

namespace Heed.Receivers.RocketChat;

/// <summary>Messages of a user to a channel of Rocket.Chat.</summary>
public sealed class RocketChatKind : IReceiverKind
{
    private static readonly Uri DefaultUrl = new("https://open.rocket.chat/");

    public string Name => "rocketchat";

    /// <summary>The texts of a message with their defaults, which are Alertmanager's names for them.</summary>
    internal static IReadOnlyList<KeyValuePair<string, string>> DefaultTexts { get; } =
    [
        new("channel", ""),
        new("color", "{{ if eq .Status \"firing\" }}red{{ else }}green{{ end }}"),
        new("title", "{{ template \"rocketchat.default.title\" . }}"),
        new("title_link", "{{ template \"rocketchat.default.titlelink\" . }}"),
        new("text", "{{ template \"rocketchat.default.text\" . }}"),
        new("emoji", "{{ template \"rocketchat.default.emoji\" . }}"),
        new("icon_url", "{{ template \"rocketchat.default.iconurl\" . }}"),
        new("image_url", ""),
        new("thumb_url", ""),
    ];

    public IntegrationReader Open(MappingReader global, GlobalOptions options, ReadingContext context)
    {
        Uri url = global.ReadUrl("rocketchat_api_url", DefaultUrl);
        Credential? token = global.ReadSecret("rocketchat_token", context);
        Credential? tokenId = global.ReadSecret("rocketchat_token_id", context);
        return (node, index) => Read(node, index, url, token, tokenId, options, context);
    }

    public IReceiver Create(IntegrationOptions options, ReceiverSurroundings surroundings) =>
        new RocketChatReceiver((RocketChatOptions)options, surroundings.Http, surroundings.Templates);

    public string Preview(IntegrationOptions options, Notification notification, NoticeTemplates templates) =>
        Encoding.UTF8.GetString(RocketChatPayload.Write(notification, (RocketChatOptions)options, templates));

    private RocketChatOptions? Read(
        DocumentNode node, int index, Uri globalUrl, Credential? globalToken, Credential? globalId, GlobalOptions options, ReadingContext context)
    {
        MappingReader reader = node.ReadMapping();
        Credential? token = node.RequireSecret(reader.ReadSecret("token", context), globalToken, "token", "rocketchat_token");
        Credential? tokenId = node.RequireSecret(reader.ReadSecret("token_id", context), globalId, "token_id", "rocketchat_token_id");
        bool allShort = reader.TryGet("short_fields", out DocumentNode? shortNode) && shortNode.ReadBool();
        RocketChatOptions read = new(
            new(Name, index),
            reader.ReadSendResolved(false),
            reader.ReadUrl("api_url", globalUrl),
            token ?? Credential.FromText(""),
            tokenId ?? Credential.FromText(""),
            reader.ReadHttp(options.Http, context),
            reader.ReadTimeout(),
            reader.ReadTexts(DefaultTexts),
            reader.TryGet("fields", out DocumentNode? fields) ? [.. fields.ReadSequence().Select(f => ReadField(f, allShort))] : [],
            reader.TryGet("actions", out DocumentNode? actions) ? [.. actions.ReadSequence().Select(ReadAction)] : [],
            reader.TryGet("link_names", out DocumentNode? names) && names.ReadBool());
        reader.Finish();
        return token is null || tokenId is null ? null : read;
    }

    private static RocketChatField ReadField(DocumentNode node, bool allShort)
    {
        MappingReader reader = node.ReadMapping();
        string title = reader.ReadTemplate("title", "");
        string value = reader.ReadTemplate("value", "");
        bool isShort = reader.TryGet("short", out DocumentNode? shortNode) ? shortNode.ReadBool() : allShort;
        reader.Finish();
        return new RocketChatField(title, value, isShort);
    }

    private static RocketChatAction ReadAction(DocumentNode node)
    {
        MappingReader reader = node.ReadMapping();
        RocketChatAction action = new(
            reader.ReadTemplate("type", "button"), reader.ReadTemplate("text", ""), reader.ReadTemplate("url", ""), reader.ReadTemplate("msg", ""));
        reader.Finish();
        return action;
    }
}
