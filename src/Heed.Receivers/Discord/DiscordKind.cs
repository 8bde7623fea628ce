using System.Text;

using Heed.Alerting.Configuration;
using Heed.Alerting.Notifications;
using Heed.Alerting.Templating;
using Heed.Documents;
using Heed.Http;

namespace Heed.Receivers.Discord;

/// <summary>Messages to a Discord channel by its webhook.</summary>
public sealed class DiscordKind : IReceiverKind
{
    public string Name => "discord";

    /// <summary>The texts of a message with their defaults, which are Alertmanager's names for them.</summary>
    internal static IReadOnlyList<KeyValuePair<string, string>> DefaultTexts { get; } =
    [
        new("title", "{{ template \"discord.default.title\" . }}"),
        new("message", "{{ template \"discord.default.message\" . }}"),
        new("content", "{{ template \"discord.default.content\" . }}"),
        new("username", ""),
        new("avatar_url", ""),
    ];

    public IntegrationReader Open(MappingReader global, GlobalOptions options, ReadingContext context) => (node, index) =>
    {
        MappingReader reader = node.ReadMapping();
        Credential? url = node.RequireSecret(reader.ReadSecretUrl("webhook_url", context), null, "webhook_url");
        DiscordOptions read = new(
            new(Name, index), reader.ReadSendResolved(true), url ?? Credential.FromText(""), reader.ReadHttp(options.Http, context),
            reader.ReadTimeout(), reader.ReadTexts(DefaultTexts));
        reader.Finish();
        return url is null ? null : read;
    };

    public IReceiver Create(IntegrationOptions options, ReceiverSurroundings surroundings) =>
        new DiscordReceiver((DiscordOptions)options, surroundings.Http, surroundings.Templates);

    public string Preview(IntegrationOptions options, Notification notification, NoticeTemplates templates) =>
        Encoding.UTF8.GetString(DiscordPayload.Write(notification, (DiscordOptions)options, templates));
}
