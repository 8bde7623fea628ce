using System.Text.Encodings.Web;
using System.Text.Json;

using Heed.Alerting.Notifications;
using Heed.Alerting.Templating;

namespace Heed.Receivers.Slack;

/// <summary>A message with one attachment. Members without a text are left out.</summary>
public static class SlackPayload
{
    /// <summary>In characters; Slack cuts longer titles where it likes.</summary>
    public const int MaxTitle = 1024;

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Texts that have to be of a certain form: an error behind them would break the message.</summary>
    private static readonly string[] Words =
        ["channel", "username", "color", "title_link", "callback_id", "icon_emoji", "icon_url", "image_url", "thumb_url"];

    private static readonly string[] MessageParts = ["channel", "username", "icon_emoji", "icon_url"];

    private static readonly string[] AttachmentParts =
        ["fallback", "color", "pretext", "title", "title_link", "text", "callback_id", "image_url", "thumb_url", "footer"];

    /// <summary>UTF-8; the same bytes for the same notification.</summary>
    /// <param name="posted">The message that is to be changed; null for a new one.</param>
    public static byte[] Write(Notification notification, SlackOptions options, NoticeTemplates templates, SlackMessageId? posted = null)
    {
        OrderedDictionary<string, object?> message = [];
        foreach (string part in MessageParts) AddText(message, part, Render(part));
        if (posted is { } known) (message["channel"], message["ts"]) = (known.Channel, known.Time);
        AddText(message, "text", Render("message_text"));
        if (options.LinkNames) message["link_names"] = true;
        OrderedDictionary<string, object?> attachment = [];
        foreach (string part in AttachmentParts)
        {
            AddText(attachment, part, part == "title" ? ShortText.Cut(Render(part), MaxTitle) : Render(part));
        }

        if (options.Fields.Count > 0) attachment["fields"] = options.Fields.Select(f => Field(f, options.ShortFields, Written)).ToList();
        List<OrderedDictionary<string, object?>> actions = [.. options.Actions.Select(a => Action(a, Written, Word))];
        if (notification.Acknowledgement is { } link)
        {
            actions.Insert(0, AcknowledgeButton(link));
            if (link.CallsBack) attachment.TryAdd("callback_id", SlackPress.ButtonName);
        }

        if (actions.Count > 0) attachment["actions"] = actions;
        attachment["mrkdwn_in"] = options.MarkdownIn;
        message["attachments"] = new[] { attachment };
        return JsonSerializer.SerializeToUtf8Bytes(message, Json);

        string Render(string part) => Words.Contains(part) ? Word(part, options.Texts[part]) : Written(part, options.Texts[part]);

        string Written(string part, string text) => templates.Write($"slack {part}", text, notification, Default(part));

        string Word(string part, string text) => templates.WriteWord($"slack {part}", text, notification, "");
    }

    /// <summary>What stands where a template fails: the part's own default, and for fields and buttons the title.</summary>
    private static string Default(string part) =>
        SlackKind.DefaultTexts.FirstOrDefault(t => t.Key == part).Value ?? "{{ template \"slack.default.title\" . }}";

    private static void AddText(OrderedDictionary<string, object?> target, string name, string text)
    {
        if (text.Length > 0) target[name] = text;
    }

    private static OrderedDictionary<string, object?> Field(SlackField field, bool shortFields, Func<string, string, string> write) => new()
    {
        ["title"] = write("field title", field.Title),
        ["value"] = write("field value", field.Value),
        ["short"] = field.IsShort ?? shortFields,
    };

    /// <summary>One that Slack reports, where it can; else one that opens the link.</summary>
    private static OrderedDictionary<string, object?> AcknowledgeButton(AcknowledgementLink link)
    {
        OrderedDictionary<string, object?> button = new() { ["type"] = "button", ["text"] = "Acknowledge", ["style"] = "primary" };
        if (link.CallsBack) (button["name"], button["value"]) = (SlackPress.ButtonName, link.Token);
        else button["url"] = link.Url;
        return button;
    }

    private static OrderedDictionary<string, object?> Action(
        SlackAction action, Func<string, string, string> write, Func<string, string, string> word)
    {
        OrderedDictionary<string, object?> button = new()
        {
            ["type"] = word("action type", action.Type),
            ["text"] = write("action text", action.Text),
        };
        AddText(button, "url", word("action url", action.Url));
        AddText(button, "style", word("action style", action.Style));
        AddText(button, "name", word("action name", action.Name));
        AddText(button, "value", word("action value", action.Value));
        return button;
    }
}
