using Heed.Alerting.Notifications;
using Heed.Alerting.Templating;

namespace Heed.Receivers.Mattermost;

/// <summary>The message of an incoming webhook: one attachment. Members without a text are left out.</summary>
public static class MattermostPayload
{
    /// <summary>In characters: a longer message is refused, and the rest of it needs some room, too.</summary>
    public const int MaxText = 7000;

    private const int MaxTitle = 1024;

    private static readonly string[] MessageParts = ["channel", "username", "icon_url", "icon_emoji"];
    private static readonly string[] AttachmentWords = ["color", "title_link", "image_url", "thumb_url"];
    private static readonly string[] AttachmentTexts = ["fallback", "pretext", "title", "text", "footer"];

    /// <summary>UTF-8; the same bytes for the same notification.</summary>
    public static byte[] Write(Notification notification, MattermostOptions options, NoticeTemplates templates)
    {
        NoticeTexts texts = new("mattermost", templates, notification, options.Texts, MattermostKind.DefaultTexts);
        OrderedDictionary<string, object?> message = [];
        foreach (string part in MessageParts) message.AddText(part, texts.Word(part));
        OrderedDictionary<string, object?> attachment = [];
        foreach (string part in AttachmentTexts) attachment.AddText(part, texts.Write(part, part == "text" ? MaxText : MaxTitle));
        foreach (string part in AttachmentWords) attachment.AddText(part, texts.Word(part));
        if (options.Fields.Count > 0) attachment["fields"] = options.Fields.Select(f => Field(f, notification, templates)).ToList();
        message["attachments"] = new[] { attachment };
        return PayloadJson.Write(message);
    }

    private static OrderedDictionary<string, object?> Field(
        (string Title, string Value, bool IsShort) field, Notification notification, NoticeTemplates templates)
    {
        return new OrderedDictionary<string, object?>
        {
            ["title"] = templates.Write("mattermost field title", field.Title, notification, ""),
            ["value"] = templates.Write("mattermost field value", field.Value, notification, ""),
            ["short"] = field.IsShort,
        };
    }
}
