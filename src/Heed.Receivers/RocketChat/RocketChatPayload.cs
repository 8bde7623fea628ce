using Heed.Alerting.Notifications;
using Heed.Alerting.Templating;

namespace Heed.Receivers.RocketChat;

/// <summary>A message with one attachment.</summary>
public static class RocketChatPayload
{
    /// <summary>In characters, as the one below: a server's own limits are no shorter unless somebody lowered them.</summary>
    public const int MaxTitle = 1024;
    public const int MaxText = 4000;

    /// <summary>UTF-8; the same bytes for the same notification.</summary>
    public static byte[] Write(Notification notification, RocketChatOptions options, NoticeTemplates templates)
    {
        NoticeTexts texts = new("rocketchat", templates, notification, options.Texts, RocketChatKind.DefaultTexts);
        OrderedDictionary<string, object?> attachment = new()
        {
            ["title"] = texts.Write("title", MaxTitle),
            ["text"] = texts.Write("text", MaxText),
            ["color"] = texts.Word("color"),
        };
        attachment.AddText("title_link", texts.Word("title_link"));
        attachment.AddText("image_url", texts.Word("image_url"));
        attachment.AddText("thumb_url", texts.Word("thumb_url"));
        if (options.Fields.Count > 0) attachment["fields"] = options.Fields.Select(f => Field(f, notification, templates)).ToList();
        if (options.Actions.Count > 0) attachment["actions"] = options.Actions.Select(a => Action(a, notification, templates)).ToList();
        OrderedDictionary<string, object?> message = new() { ["channel"] = texts.Word("channel") };
        message.AddText("emoji", texts.Word("emoji"));
        message.AddText("avatar", texts.Word("icon_url"));
        message["attachments"] = new[] { attachment };
        return PayloadJson.Write(message);
    }

    private static OrderedDictionary<string, object?> Field(RocketChatField field, Notification notification, NoticeTemplates templates) => new()
    {
        ["title"] = templates.Write("rocketchat field", field.Title, notification, ""),
        ["value"] = templates.Write("rocketchat field", field.Value, notification, ""),
        ["short"] = field.IsShort,
    };

    private static OrderedDictionary<string, object?> Action(RocketChatAction action, Notification notification, NoticeTemplates templates)
    {
        OrderedDictionary<string, object?> written = new()
        {
            ["type"] = templates.WriteWord("rocketchat action", action.Type, notification, "button"),
            ["text"] = templates.Write("rocketchat action", action.Text, notification, ""),
        };
        written.AddText("url", templates.WriteWord("rocketchat action", action.Url, notification, ""));
        written.AddText("msg", templates.WriteWord("rocketchat action", action.Message, notification, ""));
        return written;
    }
}
