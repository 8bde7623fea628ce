using System.Globalization;
using System.Text;

using Heed.Alerting.Notifications;
using Heed.Alerting.Templating;

namespace Heed.Receivers.Jira;

/// <summary>The bodies of Jira's REST API, version 2 and 3.</summary>
public static class JiraPayload
{
    /// <summary>In characters, as the one below: Jira refuses longer ones.</summary>
    public const int MaxSummary = 255;
    public const int MaxDescription = 32_767;

    private const string Version3 = "/3/";

    /// <summary>The label by which the issue of a group is found again: Alertmanager's form of it.</summary>
    public static string GroupLabel(Notification notification) => $"ALERT{{{GroupAlias.Of(notification.GroupKey)}}}";

    /// <summary>UTF-8; the same bytes for the same notification.</summary>
    public static byte[] WriteIssue(Notification notification, JiraOptions options, NoticeTemplates templates, bool isNew)
    {
        NoticeTexts texts = Texts(notification, options, templates);
        OrderedDictionary<string, object?> fields = [];
        if (isNew)
        {
            fields["project"] = new Dictionary<string, string> { ["key"] = texts.Word("project") };
            fields["issuetype"] = new Dictionary<string, string> { ["name"] = texts.Word("issue_type") };
        }

        fields["summary"] = texts.Write("summary", MaxSummary).ReplaceLineEndings(" ");
        string description = texts.Write("description", MaxDescription);
        fields["description"] = options.ApiUrl.AbsolutePath.Contains(Version3, StringComparison.Ordinal) ? Document(description) : description;
        string[] labels = [.. options.Labels.Select(l => templates.WriteWord("jira label", l, notification, "").Trim())];
        fields["labels"] = labels.Where(l => l.Length > 0).Append(GroupLabel(notification)).ToArray();
        string priority = texts.Word("priority");
        if (priority.Length > 0) fields["priority"] = new Dictionary<string, string> { ["name"] = priority };
        foreach ((string name, JiraField field) in options.Fields)
        {
            if (field.Write(notification, templates) is { } content) fields[name] = content;
        }

        return PayloadJson.Write(new Dictionary<string, object?> { ["fields"] = fields });
    }

    /// <summary>
    /// Searches for the issue of the group. One that is done is found only where it is to be opened again, and, for a notice that the
    /// group is over, not at all.
    /// </summary>
    public static byte[] WriteSearch(Notification notification, JiraOptions options, NoticeTemplates templates)
    {
        NoticeTexts texts = Texts(notification, options, templates);
        StringBuilder query = new();
        string wontFix = texts.Word("wont_fix_resolution");
        if (wontFix.Length > 0) query.Append("resolution != ").Append(Quote(wontFix)).Append(" and ");
        bool mayReopen = notification.Status == NotificationStatus.Firing && options.Texts["reopen_transition"].Length > 0;
        if (!mayReopen) query.Append("statusCategory != Done and ");
        else if (options.ReopenDuration > TimeSpan.Zero)
        {
            string minutes = ((long)options.ReopenDuration.TotalMinutes).ToString(CultureInfo.InvariantCulture);
            query.Append("(resolutiondate is EMPTY OR resolutiondate >= -").Append(minutes).Append("m) and ");
        }

        query.Append("project=").Append(Quote(texts.Word("project"))).Append(" and labels=").Append(Quote(GroupLabel(notification)));
        query.Append(" order by status ASC,resolutiondate DESC");
        return PayloadJson.Write(new OrderedDictionary<string, object?> { ["jql"] = query.ToString(), ["maxResults"] = 2, ["fields"] = new[] { "status" } });
    }

    /// <param name="id">Of the transition.</param>
    public static byte[] WriteTransition(string id) =>
        PayloadJson.Write(new Dictionary<string, object> { ["transition"] = new Dictionary<string, string> { ["id"] = id } });

    internal static NoticeTexts Texts(Notification notification, JiraOptions options, NoticeTemplates templates) =>
        new("jira", templates, notification, options.Texts, JiraKind.DefaultTexts);

    /// <summary>Version 3 takes no text but a document; each line is a paragraph of it.</summary>
    private static OrderedDictionary<string, object?> Document(string text) => new()
    {
        ["type"] = "doc",
        ["version"] = 1,
        ["content"] = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => new OrderedDictionary<string, object?>
        {
            ["type"] = "paragraph",
            ["content"] = new[] { new OrderedDictionary<string, object?> { ["type"] = "text", ["text"] = line } },
        }).ToArray(),
    };

    private static string Quote(string text) =>
        "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
}
