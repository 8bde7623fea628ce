using Heed.Alerting.Configuration;
using Heed.Documents;
using Heed.Http;

namespace Heed.Receivers.PagerDuty;

/// <summary>Incidents of PagerDuty by its Events API, version 2.</summary>
public sealed class PagerDutyKind : IReceiverKind
{
    private static readonly Uri DefaultUrl = new("https://events.pagerduty.com/v2/enqueue");

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

    private PagerDutyOptions? Read(DocumentNode node, int index, Uri globalUrl, GlobalOptions options, ReadingContext context)
    {
        MappingReader reader = node.ReadMapping();
        Credential? key = reader.ReadSecret("routing_key", context);
        PagerDutyOptions read = new(
            new(Name, index),
            reader.ReadSendResolved(true),
            key ?? Credential.FromText(""),
            reader.TryGet("url", out DocumentNode? url) ? HttpOptionsReader.ReadUrl(url) ?? globalUrl : globalUrl,
            reader.ReadHttp(options.Http, context),
            reader.ReadTimeout(),
            DefaultTexts.ToDictionary(t => t.Key, t => reader.ReadTemplate(t.Key, t.Value)),
            ReadDetails(reader),
            reader.TryGet("links", out DocumentNode? links) ? [.. links.ReadSequence().Select(ReadLink)] : [],
            reader.TryGet("images", out DocumentNode? images) ? [.. images.ReadSequence().Select(ReadImage)] : []);
        bool isFirstVersion = reader.TryGet("service_key", out DocumentNode? service) | reader.TryGet(
            "service_key_file", out DocumentNode? serviceFile);
        const string FirstVersion = "service_key is for PagerDuty's Events API version 1, which is not supported: "
            + "use routing_key, from an integration of the kind \"Events API V2\"";
        if (isFirstVersion) (service ?? serviceFile)!.Report(FirstVersion);
        reader.Finish();
        if (key is not null) return read;
        if (!isFirstVersion) node.Report("expected routing_key or routing_key_file, found neither");
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
