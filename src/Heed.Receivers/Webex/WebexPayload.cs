using Heed.Alerting.Notifications;
using Heed.Alerting.Templating;

namespace Heed.Receivers.Webex;

/// <summary>A message in Markdown.</summary>
public static class WebexPayload
{
    /// <summary>In bytes: Webex refuses longer messages.</summary>
    public const int MaxMessageBytes = 7439;

    /// <summary>UTF-8; the same bytes for the same notification.</summary>
    public static byte[] Write(Notification notification, WebexOptions options, NoticeTemplates templates)
    {
        NoticeTexts texts = new("webex", templates, notification, options.Texts, WebexKind.DefaultTexts);
        return PayloadJson.Write(new OrderedDictionary<string, object?>
        {
            ["markdown"] = ShortText.CutBytes(texts.Write("message").Trim(), MaxMessageBytes),
            ["roomId"] = texts.Word("room_id"),
        });
    }
}
