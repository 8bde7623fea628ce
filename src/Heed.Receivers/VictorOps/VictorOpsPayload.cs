using Heed.Alerting.Notifications;
using Heed.Alerting.Templating;

namespace Heed.Receivers.VictorOps;

/// <summary>The body of an incident: its entity is the group, so that a recovery ends what the group has opened.</summary>
public static class VictorOpsPayload
{
    /// <summary>In characters: VictorOps refuses longer ones.</summary>
    public const int MaxStateMessage = 20_480;

    private const string DefaultType = "CRITICAL";
    private static readonly string[] FiringTypes = ["INFO", "WARNING", DefaultType];

    /// <summary>UTF-8; the same bytes for the same notification.</summary>
    public static byte[] Write(Notification notification, VictorOpsOptions options, NoticeTemplates templates)
    {
        NoticeTexts texts = new("victorops", templates, notification, options.Texts, VictorOpsKind.DefaultTexts);
        string type = texts.Word("message_type");
        if (notification.Status == NotificationStatus.Resolved) type = "RECOVERY";
        else if (!FiringTypes.Contains(type)) type = DefaultType;
        OrderedDictionary<string, object?> incident = new()
        {
            ["message_type"] = type,
            ["entity_id"] = GroupAlias.Of(notification.GroupKey),
            ["entity_display_name"] = texts.Write("entity_display_name").Trim(),
            ["state_message"] = texts.Write("state_message", MaxStateMessage),
            ["monitoring_tool"] = texts.Word("monitoring_tool"),
        };
        foreach ((string name, string text) in options.CustomFields) incident[name] = templates.Write($"victorops {name}", text, notification, "");
        return PayloadJson.Write(incident);
    }
}
