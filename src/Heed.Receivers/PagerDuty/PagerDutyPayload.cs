using System.Text.Encodings.Web;
using System.Text.Json;

using Heed.Alerting.Notifications;
using Heed.Alerting.Templating;
using Heed.Model.Time;

namespace Heed.Receivers.PagerDuty;

/// <summary>An event of PagerDuty's Events API, version 2.</summary>
public static class PagerDutyPayload
{
    /// <summary>In characters.</summary>
    public const int MaxSummary = 1024;

    /// <summary>PagerDuty refuses larger events; the details are left out of them.</summary>
    public const int MaxEventBytes = 512 * 1024;

    private const string FallbackSeverity = "error";

    private static readonly string[] Severities = ["critical", "error", "warning", "info"];
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>UTF-8; the same bytes for the same notification.</summary>
    /// <param name="routingKey">The secret itself: these bytes are for the wire only.</param>
    public static byte[] Write(Notification notification, PagerDutyOptions options, NoticeTemplates templates, string routingKey)
    {
        Dictionary<string, string> details = [];
        foreach ((string name, string text) in options.Details)
        {
            details[name] = templates.Write($"pagerduty {name}", text, notification, "");
        }

        byte[] complete = Serialize(notification, options, templates, routingKey, details);
        if (complete.Length <= MaxEventBytes) return complete;
        string error = FormattableString.Invariant(
            $"the details are left out: the event would have {complete.Length} bytes, and {MaxEventBytes} are allowed");
        details = new() { ["error"] = error };
        return Serialize(notification, options, templates, routingKey, details);
    }

    /// <summary>The same for all notifications of a group, so that PagerDuty sees one incident: SHA-256 of the group's key.</summary>
    public static string DedupKey(string groupKey) => GroupAlias.Of(groupKey);

    private static byte[] Serialize(
        Notification notification,
        PagerDutyOptions options,
        NoticeTemplates templates,
        string key,
        Dictionary<string, string> details)
    {
        return options.Api switch
        {
            PagerDutyApi.FirstVersion => WriteFirstVersion(notification, options, templates, key, details),
            PagerDutyApi.Changes => WriteChange(notification, options, templates, key, details),
            _ => WriteAlert(notification, options, templates, key, details),
        };
    }

    private static byte[] WriteAlert(
        Notification notification,
        PagerDutyOptions options,
        NoticeTemplates templates,
        string routingKey,
        Dictionary<string, string> details)
    {
        string client = Word("client");
        string source = Word("source");
        string severity = Word("severity").ToLowerInvariant();
        string summary = templates.Write(
            "pagerduty description", options.Texts["description"], notification, "{{ template \"pagerduty.default.description\" . }}");
        OrderedDictionary<string, object?> payload = new()
        {
            ["summary"] = ShortText.Cut(summary, MaxSummary),
            ["source"] = source.Length > 0 ? source : client,
            ["severity"] = Severities.Contains(severity) ? severity : FallbackSeverity,
        };
        foreach (string part in (ReadOnlySpan<string>)["class", "component", "group"])
        {
            if (Word(part) is { Length: > 0 } text) payload[part] = text;
        }

        payload["custom_details"] = details;
        OrderedDictionary<string, object?> message = new()
        {
            ["routing_key"] = routingKey,
            ["dedup_key"] = DedupKey(notification.GroupKey),
            ["event_action"] = notification.Status == NotificationStatus.Firing ? "trigger" : "resolve",
            ["payload"] = payload,
            ["client"] = client,
            ["client_url"] = Word("client_url"),
        };
        AddLinks(message, options, text => templates.WriteWord("pagerduty link", text, notification, ""));
        return JsonSerializer.SerializeToUtf8Bytes(message, Json);

        string Word(string part) => templates.WriteWord($"pagerduty {part}", options.Texts[part], notification, "");
    }

    private static byte[] WriteChange(
        Notification notification, PagerDutyOptions options, NoticeTemplates templates, string routingKey, Dictionary<string, string> details)
    {
        NoticeTexts texts = new("pagerduty", templates, notification, options.Texts, PagerDutyKind.DefaultTexts);
        string source = texts.Word("source");
        OrderedDictionary<string, object?> message = new()
        {
            ["routing_key"] = routingKey,
            ["payload"] = new OrderedDictionary<string, object?>
            {
                ["summary"] = texts.Write("description", MaxSummary),
                ["timestamp"] = Rfc3339.Format(notification.TimeMs),
                ["source"] = source.Length > 0 ? source : texts.Word("client"),
                ["custom_details"] = details,
            },
        };
        AddLinks(message, options, text => templates.WriteWord("pagerduty link", text, notification, ""));
        return JsonSerializer.SerializeToUtf8Bytes(message, Json);
    }

    private static byte[] WriteFirstVersion(
        Notification notification, PagerDutyOptions options, NoticeTemplates templates, string serviceKey, Dictionary<string, string> details)
    {
        NoticeTexts texts = new("pagerduty", templates, notification, options.Texts, PagerDutyKind.DefaultTexts);
        OrderedDictionary<string, object?> message = new()
        {
            ["service_key"] = serviceKey,
            ["event_type"] = notification.Status == NotificationStatus.Firing ? "trigger" : "resolve",
            ["incident_key"] = DedupKey(notification.GroupKey),
            ["description"] = texts.Write("description", MaxSummary),
            ["client"] = texts.Word("client"),
            ["client_url"] = texts.Word("client_url"),
            ["details"] = details,
        };
        return JsonSerializer.SerializeToUtf8Bytes(message, Json);
    }

    private static void AddLinks(OrderedDictionary<string, object?> message, PagerDutyOptions options, Func<string, string> write)
    {
        List<OrderedDictionary<string, string>> images =
        [
            .. options.Images.Select(i => new OrderedDictionary<string, string>
            {
                ["src"] = write(i.Src),
                ["alt"] = write(i.Alt),
                ["href"] = write(i.Href),
            }),
        ];
        List<OrderedDictionary<string, string>> links =
            [.. options.Links.Select(l => new OrderedDictionary<string, string> { ["href"] = write(l.Href), ["text"] = write(l.Text) })];
        images.RemoveAll(i => i["src"].Length == 0);
        links.RemoveAll(l => l["href"].Length == 0);
        if (images.Count > 0) message["images"] = images;
        if (links.Count > 0) message["links"] = links;
    }
}
