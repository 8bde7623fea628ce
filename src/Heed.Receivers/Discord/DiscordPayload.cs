using Heed.Alerting.Notifications;
using Heed.Alerting.Templating;

namespace Heed.Receivers.Discord;

/// <summary>The message of a webhook: one embed, and a line of plain text above it where one is configured.</summary>
public static class DiscordPayload
{
    /// <summary>In characters, as the three below: Discord refuses longer ones.</summary>
    public const int MaxContent = 2000;
    public const int MaxTitle = 256;
    public const int MaxDescription = 4096;
    public const int MaxUsername = 80;

    private const int Red = 0xC62828;
    private const int Green = 0x2E7D32;

    /// <summary>UTF-8; the same bytes for the same notification.</summary>
    public static byte[] Write(Notification notification, DiscordOptions options, NoticeTemplates templates)
    {
        NoticeTexts texts = new("discord", templates, notification, options.Texts, DiscordKind.DefaultTexts);
        OrderedDictionary<string, object?> message = new() { ["content"] = texts.Write("content", MaxContent) };
        message["embeds"] = new[]
        {
            new OrderedDictionary<string, object?>
            {
                ["title"] = texts.Write("title", MaxTitle),
                ["description"] = texts.Write("message", MaxDescription),
                ["color"] = notification.Status == NotificationStatus.Firing ? Red : Green,
            },
        };
        message.AddText("username", ShortText.Cut(texts.Word("username"), MaxUsername));
        message.AddText("avatar_url", texts.Word("avatar_url"));

        // Names of alerts come from outside: none of them may ring for everybody.
        message["allowed_mentions"] = new Dictionary<string, string[]> { ["parse"] = options.Texts["content"].Length > 0 ? ["roles", "users"] : [] };
        return PayloadJson.Write(message);
    }
}
