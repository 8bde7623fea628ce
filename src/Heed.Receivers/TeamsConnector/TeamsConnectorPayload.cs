using Heed.Alerting.Notifications;
using Heed.Alerting.Templating;

namespace Heed.Receivers.TeamsConnector;

/// <summary>A message card.</summary>
public static class TeamsConnectorPayload
{
    /// <summary>In bytes of the text: a connector refuses longer messages than 28 KiB, and JSON may double what is in it.</summary>
    public const int MaxTextBytes = 12 * 1024;

    private const int MaxTitle = 1024;

    /// <summary>UTF-8; the same bytes for the same notification.</summary>
    public static byte[] Write(Notification notification, TeamsConnectorOptions options, NoticeTemplates templates)
    {
        NoticeTexts texts = new("msteams", templates, notification, options.Texts, TeamsConnectorKind.DefaultTexts);
        return PayloadJson.Write(new OrderedDictionary<string, object?>
        {
            ["@context"] = "http://schema.org/extensions",
            ["@type"] = "MessageCard",
            ["title"] = texts.Write("title", MaxTitle),
            ["summary"] = texts.Write("summary", MaxTitle),
            ["text"] = ShortText.CutBytes(texts.Write("text").Trim(), MaxTextBytes),
            ["themeColor"] = notification.Status == NotificationStatus.Firing ? "C62828" : "2E7D32",
        });
    }
}
