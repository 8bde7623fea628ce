using Heed.Alerting.Configuration;
using Heed.Alerting.Notifications;
using Heed.Alerting.Templating;
using Heed.Receivers.Discord;
using Heed.Receivers.Email;
using Heed.Receivers.File;
using Heed.Receivers.IncidentIo;
using Heed.Receivers.Jira;
using Heed.Receivers.Mattermost;
using Heed.Receivers.Opsgenie;
using Heed.Receivers.PagerDuty;
using Heed.Receivers.Pushover;
using Heed.Receivers.RocketChat;
using Heed.Receivers.Slack;
using Heed.Receivers.Sns;
using Heed.Receivers.Teams;
using Heed.Receivers.TeamsConnector;
using Heed.Receivers.Telegram;
using Heed.Receivers.Upstream;
using Heed.Receivers.VictorOps;
using Heed.Receivers.Webex;
using Heed.Receivers.Webhook;
using Heed.Receivers.Wechat;

namespace Heed.Receivers;

/// <summary>The receivers of a configuration, by name and integration.</summary>
public sealed class ReceiverRegistry
{
    private readonly Dictionary<(string Receiver, IntegrationId Integration), IReceiver> _receivers = [];

    private ReceiverRegistry()
    {
    }

    /// <summary>Every kind that is there; a new one is a line here.</summary>
    public static IReadOnlyList<IReceiverKind> Kinds { get; } =
    [
        new WebhookKind(),
        new SlackKind(),
        new PagerDutyKind(),
        new OpsgenieKind(),
        new TeamsKind(),
        new TeamsConnectorKind(),
        new DiscordKind(),
        new TelegramKind(),
        new EmailKind(),
        new MattermostKind(),
        new VictorOpsKind(),
        new PushoverKind(),
        new SnsKind(),
        new WechatKind(),
        new RocketChatKind(),
        new WebexKind(),
        new JiraKind(),
        new IncidentIoKind(),
        new UpstreamKind(),
        new FileKind(),
    ];

    public static ReceiverRegistry Create(IEnumerable<ReceiverConfiguration> receivers, ReceiverSurroundings surroundings)
    {
        Dictionary<string, IReceiverKind> kinds = Kinds.ToDictionary(k => k.Name);
        ReceiverRegistry registry = new();
        foreach (ReceiverConfiguration receiver in receivers)
        {
            foreach (IntegrationOptions options in receiver.Integrations)
            {
                registry._receivers[(receiver.Name, options.Id)] = kinds[options.Id.Kind].Create(options, surroundings);
            }
        }

        return registry;
    }

    /// <summary>What an integration would send, for people to read; secrets are left out.</summary>
    public static string Preview(IntegrationOptions options, Notification notification, NoticeTemplates templates) =>
        Kinds.First(k => k.Name == options.Id.Kind).Preview(options, notification, templates);

    /// <summary>Null where the configuration has changed since the notification was made.</summary>
    public IReceiver? Find(string receiver, IntegrationId integration) => _receivers.GetValueOrDefault((receiver, integration));
}
