using System.Text;

using Heed.Alerting.Configuration;
using Heed.Alerting.Notifications;
using Heed.Alerting.Templating;
using Heed.Documents;
using Heed.Http;

namespace Heed.Receivers.Webhook;

/// <summary>Alertmanager's payload to any address.</summary>
public sealed class WebhookKind : IReceiverKind
{
    public string Name => "webhook";

    public IntegrationReader Open(MappingReader global, GlobalOptions options, ReadingContext context) =>
        (node, index) => Read(node, index, options, context);

    public IReceiver Create(IntegrationOptions options, ReceiverSurroundings surroundings) =>
        new WebhookReceiver((WebhookOptions)options, surroundings.Http, surroundings.Templates);

    public string Preview(IntegrationOptions options, Notification notification, NoticeTemplates templates) =>
        Encoding.UTF8.GetString(WebhookPayload.Write(notification, (WebhookOptions)options, templates));

    private WebhookOptions? Read(DocumentNode node, int index, GlobalOptions options, ReadingContext context)
    {
        MappingReader reader = node.ReadMapping();
        Credential? url = reader.ReadSecretUrl("url", context);
        bool sendResolved = reader.ReadSendResolved(true);
        int most = reader.TryGet("max_alerts", out DocumentNode? max) ? (int)max.ReadInteger(0, 0, int.MaxValue) : 0;
        HttpOptions http = reader.ReadHttp(options.Http, context);
        TimeSpan? timeout = reader.ReadTimeout();
        PayloadTemplate? payload = reader.TryGet("payload", out DocumentNode? payloadNode) ? PayloadTemplate.Read(payloadNode) : null;
        reader.Finish();
        if (url is not null) return new WebhookOptions(new(Name, index), sendResolved, most, url, http, timeout, payload);
        node.Report("expected url or url_file, found neither");
        return null;
    }
}
