using System.Text;

using Heed.Alerting.Configuration;
using Heed.Alerting.Notifications;
using Heed.Alerting.Templating;
using Heed.Documents;

namespace Heed.Receivers.Jira;

/// <summary>An issue of Jira for a group, which is opened, changed, resolved and opened again.</summary>
public sealed class JiraKind : IReceiverKind
{
    private static readonly string[] ApiTypes = ["auto", "cloud", "datacenter"];

    public string Name => "jira";

    /// <summary>The texts of an issue with their defaults, which are Alertmanager's names for them.</summary>
    internal static IReadOnlyList<KeyValuePair<string, string>> DefaultTexts { get; } =
    [
        new("project", ""),
        new("issue_type", ""),
        new("summary", "{{ template \"jira.default.summary\" . }}"),
        new("description", "{{ template \"jira.default.description\" . }}"),
        new("priority", "{{ template \"jira.default.priority\" . }}"),
        new("resolve_transition", ""),
        new("reopen_transition", ""),
        new("wont_fix_resolution", ""),
    ];

    public IntegrationReader Open(MappingReader global, GlobalOptions options, ReadingContext context)
    {
        Uri? url = global.TryGet("jira_api_url", out DocumentNode? node) ? Heed.Http.HttpOptionsReader.ReadUrl(node) : null;
        return (entry, index) => Read(entry, index, url, options, context);
    }

    public IReceiver Create(IntegrationOptions options, ReceiverSurroundings surroundings) =>
        new JiraReceiver((JiraOptions)options, surroundings.Http, surroundings.Templates);

    public string Preview(IntegrationOptions options, Notification notification, NoticeTemplates templates) =>
        Encoding.UTF8.GetString(JiraPayload.WriteIssue(notification, (JiraOptions)options, templates, isNew: true));

    private JiraOptions? Read(DocumentNode node, int index, Uri? globalUrl, GlobalOptions options, ReadingContext context)
    {
        MappingReader reader = node.ReadMapping();
        Uri? url = reader.TryGet("api_url", out DocumentNode? urlNode) ? Heed.Http.HttpOptionsReader.ReadUrl(urlNode) : globalUrl;
        if (url is null && urlNode is null) node.Report("expected api_url here, or jira_api_url under global; found none");
        Dictionary<string, string> texts = reader.ReadTexts(DefaultTexts);
        bool isWhole = true;
        foreach (string key in (string[])["project", "issue_type"])
        {
            if (texts[key].Length > 0) continue;
            node.Report($"expected {key}; found none");
            isWhole = false;
        }

        string apiType = reader.TryGet("api_type", out DocumentNode? type) ? type.ReadWord(ApiTypes, ApiTypes[0]) : ApiTypes[0];
        bool isCloud = apiType == "cloud" || (apiType == "auto" && url?.Host.EndsWith(".atlassian.net", StringComparison.Ordinal) == true);
        JiraOptions read = new(
            new(Name, index),
            reader.ReadSendResolved(true),
            url ?? new Uri("http://localhost/"),
            isCloud,
            reader.ReadHttp(options.Http, context),
            reader.ReadTimeout(),
            texts,
            reader.TryGet("labels", out DocumentNode? labels) ? labels.ReadTextList() : [],
            ReadFields(reader),
            reader.TryGet("reopen_duration", out DocumentNode? reopen) ? reopen.ReadDuration(TimeSpan.Zero) : TimeSpan.Zero);
        reader.Finish();
        return url is null || !isWhole ? null : read;
    }

    /// <summary>Under <c>fields</c> or, as in the first versions, <c>custom_fields</c>.</summary>
    private static IReadOnlyList<KeyValuePair<string, JiraField>> ReadFields(MappingReader reader)
    {
        List<KeyValuePair<string, JiraField>> fields = [];
        foreach (string key in (string[])["fields", "custom_fields"])
        {
            if (!reader.TryGet(key, out DocumentNode? node)) continue;
            fields.AddRange(node.ReadMapping().Members.Select(m => KeyValuePair.Create(m.Key, JiraField.Read(m.Value))));
        }

        return fields;
    }
}
