using System.Text;

using Heed.Alerting.Configuration;
using Heed.Alerting.Notifications;
using Heed.Alerting.Templating;
using Heed.Documents;

namespace Heed.Receivers.Webex;

/// <summary>Messages of a bot to a room of Webex.</summary>
public sealed class WebexKind : IReceiverKind
{
    private static readonly Uri DefaultUrl = new("https://webexapis.com/v1/messages");

    public string Name => "webex";

    /// <summary>The texts of a message with their defaults, which are Alertmanager's names for them.</summary>
    internal static IReadOnlyList<KeyValuePair<string, string>> DefaultTexts { get; } =
        [new("message", "{{ template \"webex.default.message\" . }}"), new("room_id", "")];

    public IntegrationReader Open(MappingReader global, GlobalOptions options, ReadingContext context)
    {
        Uri url = global.ReadUrl("webex_api_url", DefaultUrl);
        return (node, index) => Read(node, index, url, options, context);
    }

    public IReceiver Create(IntegrationOptions options, ReceiverSurroundings surroundings) =>
        new WebexReceiver((WebexOptions)options, surroundings.Http, surroundings.Templates);

    public string Preview(IntegrationOptions options, Notification notification, NoticeTemplates templates) =>
        Encoding.UTF8.GetString(WebexPayload.Write(notification, (WebexOptions)options, templates));

    private WebexOptions? Read(DocumentNode node, int index, Uri globalUrl, GlobalOptions options, ReadingContext context)
    {
        MappingReader reader = node.ReadMapping();
        WebexOptions read = new(
            new(Name, index),
            reader.ReadSendResolved(true),
            reader.ReadUrl("api_url", globalUrl),
            reader.ReadHttp(options.Http, context),
            reader.ReadTimeout(),
            reader.ReadTexts(DefaultTexts));
        reader.Finish();
        bool hasRoom = read.Texts["room_id"].Length > 0;
        if (!hasRoom) node.Report("expected room_id, the room of the message; found none");
        bool hasToken = read.Http.Credentials is not null || read.Http.Oauth is not null;
        if (!hasToken) node.Report("expected the bot's token under http_config: { authorization: { credentials: … } }; found none");
        return hasRoom && hasToken ? read : null;
    }
}
