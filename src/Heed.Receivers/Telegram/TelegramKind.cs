using System.Text;

using Heed.Alerting.Configuration;
using Heed.Alerting.Notifications;
using Heed.Alerting.Templating;
using Heed.Documents;
using Heed.Http;

namespace Heed.Receivers.Telegram;

/// <summary>Messages of a Telegram bot.</summary>
public sealed class TelegramKind : IReceiverKind
{
    internal const string Html = "HTML";
    internal const string DefaultMessage = "{{ template \"telegram.default.message\" . }}";

    private static readonly Uri DefaultUrl = new("https://api.telegram.org");
    private static readonly string[] ParseModes = [Html, "Markdown", "MarkdownV2", ""];

    public string Name => "telegram";

    public IntegrationReader Open(MappingReader global, GlobalOptions options, ReadingContext context)
    {
        Uri url = global.ReadUrl("telegram_api_url", DefaultUrl);
        Credential? token = global.ReadSecret("telegram_bot_token", context);
        return (node, index) => Read(node, index, url, token, options, context);
    }

    public IReceiver Create(IntegrationOptions options, ReceiverSurroundings surroundings) =>
        new TelegramReceiver((TelegramOptions)options, surroundings.Http, surroundings.Templates);

    public string Preview(IntegrationOptions options, Notification notification, NoticeTemplates templates) =>
        Encoding.UTF8.GetString(TelegramPayload.Write(notification, (TelegramOptions)options, templates, chatId: 0, asPlainText: false));

    private TelegramOptions? Read(
        DocumentNode node, int index, Uri globalUrl, Credential? globalToken, GlobalOptions options, ReadingContext context)
    {
        MappingReader reader = node.ReadMapping();
        Credential? token = node.RequireSecret(reader.ReadSecret("bot_token", context), globalToken, "bot_token", "telegram_bot_token");
        Credential? chat = reader.ReadSecret("chat_id", context);
        if (reader.TryGet("chat_id", out DocumentNode? chatNode) && chatNode.ReadInteger(0) == 0) chat = null;
        if (chat is null) node.Report("expected chat_id (a number other than 0) or chat_id_file; found none");
        TelegramOptions read = new(
            new(Name, index),
            reader.ReadSendResolved(true),
            reader.ReadUrl("api_url", globalUrl),
            token ?? Credential.FromText(""),
            chat ?? Credential.FromText(""),
            reader.TryGet("message_thread_id", out DocumentNode? thread) ? thread.ReadInteger(0) : 0,
            reader.ReadTemplate("message", DefaultMessage),
            reader.TryGet("parse_mode", out DocumentNode? mode) ? mode.ReadWord(ParseModes, Html) : Html,
            reader.TryGet("disable_notifications", out DocumentNode? silent) && silent.ReadBool(),
            reader.ReadHttp(options.Http, context),
            reader.ReadTimeout());
        reader.Finish();
        return token is null || chat is null ? null : read;
    }
}
