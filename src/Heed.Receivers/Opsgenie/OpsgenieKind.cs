using System.Text;

using Heed.Alerting.Configuration;
using Heed.Alerting.Notifications;
using Heed.Alerting.Templating;
using Heed.Documents;
using Heed.Http;

namespace Heed.Receivers.Opsgenie;

/// <summary>Alerts of Opsgenie by its Alert API.</summary>
public sealed class OpsgenieKind : IReceiverKind
{
    private static readonly Uri DefaultUrl = new("https://api.opsgenie.com/");
    private static readonly string[] ResponderTypes = ["team", "teams", "user", "escalation", "schedule"];

    public string Name => "opsgenie";

    /// <summary>The texts of an alert with their defaults, which are Alertmanager's names for them.</summary>
    internal static IReadOnlyList<KeyValuePair<string, string>> DefaultTexts { get; } =
    [
        new("message", "{{ template \"opsgenie.default.message\" . }}"),
        new("description", "{{ template \"opsgenie.default.description\" . }}"),
        new("source", "{{ template \"opsgenie.default.source\" . }}"),
        new("tags", ""),
        new("note", ""),
        new("priority", ""),
        new("entity", ""),
        new("actions", ""),
    ];

    public IntegrationReader Open(MappingReader global, GlobalOptions options, ReadingContext context)
    {
        Uri url = global.ReadUrl("opsgenie_api_url", DefaultUrl);
        Credential? key = global.ReadSecret("opsgenie_api_key", context);
        return (node, index) => Read(node, index, url, key, options, context);
    }

    public IReceiver Create(IntegrationOptions options, ReceiverSurroundings surroundings) =>
        new OpsgenieReceiver((OpsgenieOptions)options, surroundings.Http, surroundings.Templates);

    public string Preview(IntegrationOptions options, Notification notification, NoticeTemplates templates) =>
        Encoding.UTF8.GetString(notification.Status == NotificationStatus.Firing
            ? OpsgeniePayload.WriteOpen(notification, (OpsgenieOptions)options, templates)
            : OpsgeniePayload.WriteClose(notification, (OpsgenieOptions)options, templates));

    private OpsgenieOptions? Read(
        DocumentNode node, int index, Uri globalUrl, Credential? globalKey, GlobalOptions options, ReadingContext context)
    {
        MappingReader reader = node.ReadMapping();
        Credential? key = node.RequireSecret(reader.ReadSecret("api_key", context), globalKey, "api_key", "opsgenie_api_key");
        OpsgenieOptions read = new(
            new(Name, index),
            reader.ReadSendResolved(true),
            reader.ReadUrl("api_url", globalUrl),
            key ?? Credential.FromText(""),
            reader.ReadHttp(options.Http, context),
            reader.ReadTimeout(),
            reader.ReadTexts(DefaultTexts),
            reader.TryGet("details", out DocumentNode? details) ? details.ReadTextMap() : [],
            reader.TryGet("responders", out DocumentNode? responders) ? [.. responders.ReadSequence().Select(ReadResponder)] : [],
            reader.TryGet("update_alerts", out DocumentNode? updates) && updates.ReadBool());
        reader.Finish();
        return key is null ? null : read;
    }

    private static OpsgenieResponder ReadResponder(DocumentNode node)
    {
        MappingReader reader = node.ReadMapping();
        string by = "";
        string value = "";
        foreach (string key in (string[])["id", "name", "username"])
        {
            if (!reader.TryGet(key, out DocumentNode? who)) continue;
            if (by.Length > 0) who.Report($"expected one of id, name and username, found {by} and {key}");
            (by, value) = (key, who.ReadText());
        }

        if (by.Length == 0) node.Report("expected one of id, name and username, found none");
        string type = reader.TryRequire("type", string.Join(", ", ResponderTypes), out DocumentNode? typeNode)
            ? typeNode.ReadText()
            : "team";
        if (!type.Contains("{{", StringComparison.Ordinal) && !ResponderTypes.Contains(type))
        {
            typeNode!.Report($"expected one of {string.Join(", ", ResponderTypes)}, found {typeNode.Describe()}");
        }

        reader.Finish();
        return new OpsgenieResponder(by, value, type);
    }
}
