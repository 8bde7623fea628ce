using Heed.Alerting.Notifications;
using Heed.Alerting.Templating;
using Heed.Model.Labels;

namespace Heed.Receivers.Opsgenie;

/// <summary>The bodies of Opsgenie's Alert API.</summary>
public static class OpsgeniePayload
{
    /// <summary>In characters, as the two below: Opsgenie refuses longer ones.</summary>
    public const int MaxMessage = 130;
    public const int MaxDescription = 15_000;
    public const int MaxNote = 25_000;

    private static readonly string[] Priorities = ["P1", "P2", "P3", "P4", "P5"];

    /// <summary>Opens an alert, or counts it once more where one with the same alias is open.</summary>
    public static byte[] WriteOpen(Notification notification, OpsgenieOptions options, NoticeTemplates templates)
    {
        NoticeTexts texts = Texts(notification, options, templates);
        SortedDictionary<string, string> details = new(StringComparer.Ordinal);
        foreach (Label label in notification.CommonLabels.Labels) details[label.Name] = label.Value;
        foreach ((string name, string text) in options.Details) details[name] = templates.Write($"opsgenie {name}", text, notification, "");
        OrderedDictionary<string, object?> alert = new()
        {
            ["alias"] = GroupAlias.Of(notification.GroupKey),
            ["message"] = texts.Write("message", MaxMessage),
            ["description"] = texts.Write("description", MaxDescription),
            ["details"] = details,
            ["source"] = texts.Word("source"),
        };
        List<OrderedDictionary<string, string>> responders =
            [.. options.Responders.SelectMany(r => Responders(r, notification, templates))];
        if (responders.Count > 0) alert["responders"] = responders;
        AddList(alert, "tags", texts.Word("tags"));
        AddList(alert, "actions", texts.Word("actions"));
        alert.AddText("note", texts.Write("note", MaxNote));
        alert.AddText("entity", texts.Word("entity"));
        if (Priorities.Contains(texts.Word("priority"))) alert["priority"] = texts.Word("priority");
        return PayloadJson.Write(alert);
    }

    public static byte[] WriteClose(Notification notification, OpsgenieOptions options, NoticeTemplates templates)
    {
        NoticeTexts texts = Texts(notification, options, templates);
        OrderedDictionary<string, object?> close = new() { ["source"] = texts.Word("source") };
        close.AddText("note", texts.Write("note", MaxNote));
        return PayloadJson.Write(close);
    }

    /// <param name="key"><c>message</c> or <c>description</c>.</param>
    public static byte[] WriteUpdate(Notification notification, OpsgenieOptions options, NoticeTemplates templates, string key)
    {
        int most = key == "message" ? MaxMessage : MaxDescription;
        return PayloadJson.Write(new Dictionary<string, string> { [key] = Texts(notification, options, templates).Write(key, most) });
    }

    private static NoticeTexts Texts(Notification notification, OpsgenieOptions options, NoticeTemplates templates) =>
        new("opsgenie", templates, notification, options.Texts, OpsgenieKind.DefaultTexts);

    /// <summary>One that fails or is empty is left out; <c>teams</c> names several, with commas.</summary>
    private static IEnumerable<OrderedDictionary<string, string>> Responders(
        OpsgenieResponder responder, Notification notification, NoticeTemplates templates)
    {
        string value = templates.WriteWord("opsgenie responder", responder.Value, notification, "");
        string type = templates.WriteWord("opsgenie responder type", responder.Type, notification, "team");
        string[] names = type == "teams" ? value.Split(',') : [value];
        foreach (string name in names.Select(n => n.Trim()).Where(n => n.Length > 0))
        {
            yield return new OrderedDictionary<string, string> { [responder.By] = name, ["type"] = type == "teams" ? "team" : type };
        }
    }

    private static void AddList(OrderedDictionary<string, object?> alert, string name, string text)
    {
        string[] items = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (items.Length > 0) alert[name] = items;
    }
}
