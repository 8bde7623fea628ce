using System.Text;

using Heed.Alerting.Configuration;
using Heed.Alerting.Notifications;
using Heed.Alerting.Templating;
using Heed.Documents;
using Heed.Http;

namespace Heed.Receivers.IncidentIo;

/// <summary>Alerts of incident.io by an alert source of the kind "Alertmanager".</summary>
public sealed class IncidentIoKind : IReceiverKind
{
    public string Name => "incidentio";

    public IntegrationReader Open(MappingReader global, GlobalOptions options, ReadingContext context) =>
        (node, index) => Read(node, index, options, context);

    public IReceiver Create(IntegrationOptions options, ReceiverSurroundings surroundings) =>
        new IncidentIoReceiver((IncidentIoOptions)options, surroundings.Http);

    public string Preview(IntegrationOptions options, Notification notification, NoticeTemplates templates) =>
        Encoding.UTF8.GetString(IncidentIoPayload.Write(notification));

    private IncidentIoOptions? Read(DocumentNode node, int index, GlobalOptions options, ReadingContext context)
    {
        MappingReader reader = node.ReadMapping();
        Credential? url = node.RequireSecret(reader.ReadSecretUrl("url", context), null, "url");
        Credential? token = reader.ReadSecret("alert_source_token", context);
        HttpOptions http = reader.ReadHttp(options.Http, context);
        if (token is not null && http.Credentials is not null)
        {
            node.Report("expected alert_source_token or an authorization under http_config, found both");
        }

        bool hasToken = token is not null || http.Credentials is not null;
        if (!hasToken) node.Report("expected alert_source_token, alert_source_token_file, or an authorization under http_config; found none");
        int most = reader.TryGet("max_alerts", out DocumentNode? max) ? (int)max.ReadInteger(0, 0, int.MaxValue) : 0;
        IncidentIoOptions read =
            new(new(Name, index), reader.ReadSendResolved(true), most, url ?? Credential.FromText(""), token, http, reader.ReadTimeout());
        reader.Finish();
        return url is null || !hasToken ? null : read;
    }
}
