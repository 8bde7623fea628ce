using System.Text;

using Heed.Alerting.Configuration;
using Heed.Alerting.Notifications;
using Heed.Alerting.Templating;
using Heed.Documents;
using Heed.Http;

namespace Heed.Receivers.TeamsConnector;

/// <summary>Cards in a Microsoft Teams channel by a connector: what Teams had before workflows.</summary>
public sealed class TeamsConnectorKind : IReceiverKind
{
    public string Name => "msteams";

    /// <summary>The texts of a card with their defaults, which are Alertmanager's names for them.</summary>
    internal static IReadOnlyList<KeyValuePair<string, string>> DefaultTexts { get; } =
    [
        new("title", "{{ template \"msteams.default.title\" . }}"),
        new("summary", "{{ template \"msteams.default.summary\" . }}"),
        new("text", "{{ template \"msteams.default.text\" . }}"),
    ];

    public IntegrationReader Open(MappingReader global, GlobalOptions options, ReadingContext context) => (node, index) =>
    {
        MappingReader reader = node.ReadMapping();
        Credential? url = node.RequireSecret(reader.ReadSecretUrl("webhook_url", context), null, "webhook_url");
        TeamsConnectorOptions read = new(
            new(Name, index), reader.ReadSendResolved(true), url ?? Credential.FromText(""), reader.ReadHttp(options.Http, context),
            reader.ReadTimeout(), reader.ReadTexts(DefaultTexts));
        reader.Finish();
        return url is null ? null : read;
    };

    public IReceiver Create(IntegrationOptions options, ReceiverSurroundings surroundings) =>
        new TeamsConnectorReceiver((TeamsConnectorOptions)options, surroundings.Http, surroundings.Templates);

    public string Preview(IntegrationOptions options, Notification notification, NoticeTemplates templates) =>
        Encoding.UTF8.GetString(TeamsConnectorPayload.Write(notification, (TeamsConnectorOptions)options, templates));
}
