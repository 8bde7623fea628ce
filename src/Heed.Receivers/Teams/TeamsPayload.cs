using Heed.Alerting.Notifications;
using Heed.Alerting.Templating;

namespace Heed.Receivers.Teams;

/// <summary>A message with one adaptive card, as the workflow "post to a channel when a webhook request is received" takes it.</summary>
public static class TeamsPayload
{
    /// <summary>In bytes: Teams refuses longer messages.</summary>
    public const int MaxBytes = 28 * 1024;

    private const int MaxTitle = 1024;

    /// <summary>UTF-8, never longer than <see cref="MaxBytes"/>; the same bytes for the same notification.</summary>
    public static byte[] Write(Notification notification, TeamsOptions options, NoticeTemplates templates)
    {
        NoticeTexts texts = new("msteamsv2", templates, notification, options.Texts, TeamsKind.DefaultTexts);
        string title = texts.Write("title", MaxTitle);
        string text = texts.Write("text").Trim();
        byte[] message = Write(notification.Status, title, text);
        if (message.Length <= MaxBytes) return message;

        // How many bytes a character takes depends on what it is, so the longest text that fits is searched for.
        (int fits, int tooLong) = (2, text.Length);
        while (tooLong - fits > 1)
        {
            int middle = fits + ((tooLong - fits) / 2);
            if (Write(notification.Status, title, ShortText.Cut(text, middle)).Length <= MaxBytes) fits = middle;
            else tooLong = middle;
        }

        return Write(notification.Status, title, ShortText.Cut(text, fits));
    }

    private static byte[] Write(NotificationStatus status, string title, string text) => PayloadJson.Write(new OrderedDictionary<string, object?>
    {
        ["type"] = "message",
        ["attachments"] = new[]
        {
            new OrderedDictionary<string, object?>
            {
                ["contentType"] = "application/vnd.microsoft.card.adaptive",
                ["contentUrl"] = null,
                ["content"] = Card(status, title, text),
            },
        },
    });

    private static OrderedDictionary<string, object?> Card(NotificationStatus status, string title, string text) => new()
    {
        ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
        ["type"] = "AdaptiveCard",
        ["version"] = "1.4",
        ["body"] = new[]
        {
            new OrderedDictionary<string, object?>
            {
                ["type"] = "TextBlock",
                ["text"] = title,
                ["weight"] = "Bolder",
                ["size"] = "Medium",
                ["wrap"] = true,
                ["style"] = "heading",
                ["color"] = status == NotificationStatus.Firing ? "Attention" : "Good",
            },
            new OrderedDictionary<string, object?> { ["type"] = "TextBlock", ["text"] = text, ["wrap"] = true },
        },
        ["msteams"] = new Dictionary<string, string> { ["width"] = "full" },
    };
}
