using System.Text;

using Heed.Alerting.Configuration;
using Heed.Alerting.Notifications;
using Heed.Alerting.Templating;
using Heed.Documents;
using Heed.Http;

namespace Heed.Receivers.PagerDuty;

/// <summary>Incidents of PagerDuty by its Events API, version 2.</summary>
public sealed class PagerDutyKind : IReceiverKind
{
    private static readonly Uri DefaultUrl = new("https://events.pagerduty.com/v2/enqueue");
    private static readonly Uri FirstVersionUrl = new("https://events.pagerduty.com/generic/2010-04-15/create_event.json");
    private static readonly string[] Events = ["alert", "change"];

    private static readonly KeyValuePair<string, string>[] DefaultDetails =
    [
        new("firing", "{{ template \"pagerduty.default.instances\" .Alerts.Firing }}"),
        new("num_firing", "{{ .Alerts.Firing | len }}"),
        new("num_resolved", "{{ .Alerts.Resolved | len }}"),
        new("resolved", "{{ template \"pagerduty.default.instances\" .Alerts.Resolved }}"),
    ];

    public string Name => "pagerduty";

    /// <summary>The texts of an event with their defaults, which are Alertmanager's names for them.</summary>
    internal static IReadOnlyList<KeyValuePair<string, string>> DefaultTexts { get; } =
    [
        new("client", "{{ template \"pagerduty.default.client\" . }}"),
        new("client_url", "{{ template \"pagerduty.default.clientURL\" . }}"),
        new("description", "{{ template \"pagerduty.default.description\" . }}"),
        new("source", ""),
        new("severity", "error"),
        new("class", ""),
        new("component", ""),
        new("group", ""),
    ];

    public IntegrationReader Open(MappingReader global, GlobalOptions options, ReadingContext context)
    {
        Uri url = global.TryGet("pagerduty_url", out DocumentNode? node) ? HttpOptionsReader.ReadUrl(node) ?? DefaultUrl : DefaultUrl;
        return (entry, index) => Read(entry, index, url, options, context);
    }

    public IReceiver Create(IntegrationOptions options, ReceiverSurroundings surroundings) =>
        new PagerDutyReceiver((PagerDutyOptions)options, surroundings.Http, surroundings.Templates);

    public string Preview(IntegrationOptions options, Notification notification, NoticeTemplates templates) =>
        Encoding.UTF8.GetString(PagerDutyPayload.Write(notification, (PagerDutyOptions)options, templates, "<secret>"));

    private PagerDutyOptions? Read(DocumentNode node, int index, Uri globalUrl, GlobalOptions options, ReadingContext context)
    {
        MappingReader reader = node.ReadMapping();
        Credential? key = reader.ReadSecret("routing_key", context);
        Credential? serviceKey = reader.ReadSecret("service_key", context);
        bool isChange = reader.TryGet("events", out DocumentNode? events) && events.ReadWord(Events, Events[0]) == Events[1];
        PagerDutyApi api = serviceKey is not null ? PagerDutyApi.FirstVersion : isChange ? PagerDutyApi.Changes : PagerDutyApi.Alerts;
        if (key is not null && serviceKey is not null) node.Report("expected one of routing_key and service_key, found both");
        if (isChange && serviceKey is not null) events!.Report("expected routing_key with events: change, found service_key");
        if (serviceKey is not null && globalUrl == DefaultUrl) globalUrl = FirstVersionUrl;
        key ??= serviceKey;
        PagerDutyOptions read = new(
            new(Name, index),
            reader.ReadSendResolved(!isChange),
            api,
            key ?? Credential.FromText(""),
            reader.TryGet("url", out DocumentNode? url) ? HttpOptionsReader.ReadUrl(url) ?? globalUrl : globalUrl,
            reader.ReadHttp(options.Http, context),
            reader.ReadTimeout(),
            DefaultTexts.ToDictionary(t => t.Key, t => reader.ReadTemplate(t.Key, t.Value)),
            ReadDetails(reader),
            reader.TryGet("links", out DocumentNode? links) ? [.. links.ReadSequence().Select(ReadLink)] : [],
            reader.TryGet("images", out DocumentNode? images) ? [.. images.ReadSequence().Select(ReadImage)] : []);
        reader.Finish();
        if (key is not null) return read;
        node.Report("expected routing_key or routing_key_file, found neither");
        return null;
    }

    /// <summary>The defaults, and over them what is written.</summary>
    private static List<KeyValuePair<string, string>> ReadDetails(MappingReader reader)
    {
        SortedDictionary<string, string> details = new(DefaultDetails.ToDictionary(), StringComparer.Ordinal);
        if (reader.TryGet("details", out DocumentNode? node))
        {
            foreach ((string name, string text) in node.ReadTextMap()) details[name] = text;
        }

        return [.. details];
    }

    private static PagerDutyLink ReadLink(DocumentNode node)
    {
        MappingReader reader = node.ReadMapping();
        PagerDutyLink link = new(reader.ReadTemplate("href", ""), reader.ReadTemplate("text", ""));
        reader.Finish();
        return link;
    }

    private static PagerDutyImage ReadImage(DocumentNode node)
    {
        MappingReader reader = node.ReadMapping();
        PagerDutyImage image = new(reader.ReadTemplate("src", ""), reader.ReadTemplate("alt", ""), reader.ReadTemplate("href", ""));
        reader.Finish();
        return image;
    }
}
