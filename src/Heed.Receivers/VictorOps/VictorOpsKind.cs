using System.Text;

using Heed.Alerting.Configuration;
using Heed.Alerting.Notifications;
using Heed.Alerting.Templating;
using Heed.Documents;
using Heed.Http;

namespace Heed.Receivers.VictorOps;

/// <summary>Incidents of VictorOps (Splunk On-Call) by its REST endpoint.</summary>
public sealed class VictorOpsKind : IReceiverKind
{
    private static readonly Uri DefaultUrl = new("https://alert.victorops.com/integrations/generic/20131114/alert/");

    /// <summary>Members that the endpoint gives a meaning to: no custom field may have such a name.</summary>
    private static readonly string[] Reserved =
        ["routing_key", "message_type", "state_message", "entity_display_name", "monitoring_tool", "entity_id", "entity_state"];

    public string Name => "victorops";

    /// <summary>The texts of an incident with their defaults, which are Alertmanager's names for them.</summary>
    internal static IReadOnlyList<KeyValuePair<string, string>> DefaultTexts { get; } =
    [
        new("message_type", "CRITICAL"),
        new("entity_display_name", "{{ template \"victorops.default.entity_display_name\" . }}"),
        new("state_message", "{{ template \"victorops.default.state_message\" . }}"),
        new("monitoring_tool", "{{ template \"victorops.default.monitoring_tool\" . }}"),
    ];

    public IntegrationReader Open(MappingReader global, GlobalOptions options, ReadingContext context)
    {
        Uri url = global.ReadUrl("victorops_api_url", DefaultUrl);
        Credential? key = global.ReadSecret("victorops_api_key", context);
        return (node, index) => Read(node, index, url, key, options, context);
    }

    public IReceiver Create(IntegrationOptions options, ReceiverSurroundings surroundings) =>
        new VictorOpsReceiver((VictorOpsOptions)options, surroundings.Http, surroundings.Templates);

    public string Preview(IntegrationOptions options, Notification notification, NoticeTemplates templates) =>
        Encoding.UTF8.GetString(VictorOpsPayload.Write(notification, (VictorOpsOptions)options, templates));

    private VictorOpsOptions? Read(
        DocumentNode node, int index, Uri globalUrl, Credential? globalKey, GlobalOptions options, ReadingContext context)
    {
        MappingReader reader = node.ReadMapping();
        Credential? key = node.RequireSecret(reader.ReadSecret("api_key", context), globalKey, "api_key", "victorops_api_key");
        string routingKey = reader.TryRequire("routing_key", "the key of a route", out DocumentNode? routing) ? routing.ReadText() : "";
        if (routing is not null && routingKey.Length == 0) routing.Report("expected the key of a route, found an empty text");
        VictorOpsOptions read = new(
            new(Name, index),
            reader.ReadSendResolved(true),
            reader.ReadUrl("api_url", globalUrl),
            key ?? Credential.FromText(""),
            routingKey,
            reader.ReadHttp(options.Http, context),
            reader.ReadTimeout(),
            reader.ReadTexts(DefaultTexts),
            reader.TryGet("custom_fields", out DocumentNode? fields) ? ReadFields(fields) : []);
        reader.Finish();
        return key is null || routingKey.Length == 0 ? null : read;
    }

    private static IReadOnlyList<KeyValuePair<string, string>> ReadFields(DocumentNode node)
    {
        List<KeyValuePair<string, string>> fields = [.. node.ReadTextMap()];
        foreach ((string name, _) in fields)
        {
            if (Reserved.Contains(name)) node.Report($"expected a custom field, found \"{name}\", which has a meaning of its own");
        }

        return fields;
    }
}
