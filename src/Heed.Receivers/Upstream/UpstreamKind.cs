using System.Text;

using Heed.Alerting.Configuration;
using Heed.Alerting.Notifications;
using Heed.Alerting.Templating;
using Heed.Documents;
using Heed.Http;

namespace Heed.Receivers.Upstream;

/// <summary>Another Alertmanager, by its API, version 2.</summary>
public sealed class UpstreamKind : IReceiverKind
{
    public string Name => "alertmanager";

    public IntegrationReader Open(MappingReader global, GlobalOptions options, ReadingContext context) => (node, index) =>
    {
        MappingReader reader = node.ReadMapping();
        Credential? url = node.RequireSecret(reader.ReadSecretUrl("url", context), null, "url");
        UpstreamOptions read = new(
            new(Name, index), reader.ReadSendResolved(true), url ?? Credential.FromText(""), reader.ReadHttp(options.Http, context), reader.ReadTimeout(),
            reader.TryGet("hold_for", out DocumentNode? hold)
                ? hold.ReadDuration(UpstreamOptions.DefaultHoldFor, TimeSpan.FromMinutes(1))
                : UpstreamOptions.DefaultHoldFor);
        reader.Finish();
        return url is null ? null : read;
    };

    public IReceiver Create(IntegrationOptions options, ReceiverSurroundings surroundings) =>
        new UpstreamReceiver((UpstreamOptions)options, surroundings.Http);

    public string Preview(IntegrationOptions options, Notification notification, NoticeTemplates templates) =>
        Encoding.UTF8.GetString(UpstreamPayload.Write(notification, (UpstreamOptions)options));
}
