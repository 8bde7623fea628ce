using System.Text;

using Heed.Alerting.Configuration;
using Heed.Alerting.Notifications;
using Heed.Alerting.Templating;
using Heed.Documents;

namespace Heed.Receivers.Sns;

/// <summary>Messages to a topic, a phone or a device by Amazon SNS.</summary>
public sealed class SnsKind : IReceiverKind
{
    private static readonly string[] Targets = ["topic_arn", "phone_number", "target_arn"];

    public string Name => "sns";

    /// <summary>The texts of a message with their defaults, which are Alertmanager's names for them.</summary>
    internal static IReadOnlyList<KeyValuePair<string, string>> DefaultTexts { get; } =
    [
        new("subject", "{{ template \"sns.default.subject\" . }}"),
        new("message", "{{ template \"sns.default.message\" . }}"),
        .. Targets.Select(t => KeyValuePair.Create(t, "")),
    ];

    public IntegrationReader Open(MappingReader global, GlobalOptions options, ReadingContext context) =>
        (node, index) => Read(node, index, options, context);

    public IReceiver Create(IntegrationOptions options, ReceiverSurroundings surroundings) =>
        new SnsReceiver((SnsOptions)options, surroundings.Http, surroundings.Templates, surroundings.Clock);

    public string Preview(IntegrationOptions options, Notification notification, NoticeTemplates templates) =>
        Encoding.UTF8.GetString(SnsPayload.Write(notification, (SnsOptions)options, templates));

    private SnsOptions? Read(DocumentNode node, int index, GlobalOptions options, ReadingContext context)
    {
        MappingReader reader = node.ReadMapping();
        Dictionary<string, string> texts = reader.ReadTexts(DefaultTexts);
        string[] targets = [.. Targets.Where(t => texts[t].Length > 0)];
        if (targets.Length != 1)
        {
            node.Report($"expected one of {string.Join(", ", Targets)}, found {(targets.Length == 0 ? "none" : string.Join(", ", targets))}");
        }

        string arn = texts["topic_arn"].Length > 0 ? texts["topic_arn"] : texts["target_arn"];
        AwsIdentity? identity = AwsIdentityReader.Read(reader, context, RegionOf(arn));
        Uri url = reader.ReadUrl("api_url", new Uri($"https://sns.{identity?.Region ?? "us-east-1"}.amazonaws.com/"));
        SnsOptions read = new(
            new(Name, index),
            reader.ReadSendResolved(true),
            url,
            identity ?? AwsIdentity.Nobody,
            reader.ReadHttp(options.Http, context),
            reader.ReadTimeout(),
            texts,
            reader.TryGet("attributes", out DocumentNode? attributes) ? [.. attributes.ReadTextMap()] : []);
        reader.Finish();
        return targets.Length == 1 && identity is not null ? read : null;
    }

    /// <summary>The fourth part of <c>arn:aws:sns:us-east-2:1234:name</c>; empty where there is none.</summary>
    private static string RegionOf(string arn) => arn.Split(':') is { Length: > 4 } parts ? parts[3] : "";
}
