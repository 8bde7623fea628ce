using System.Text;

using Heed.Alerting.Configuration;
using Heed.Alerting.Notifications;
using Heed.Alerting.Templating;
using Heed.Documents;
using Heed.Http;

namespace Heed.Receivers.Wechat;

/// <summary>Messages of an application of WeChat Work (WeCom).</summary>
public sealed class WechatKind : IReceiverKind
{
    private static readonly Uri DefaultUrl = new("https://qyapi.weixin.qq.com/cgi-bin/");
    private static readonly string[] MessageTypes = ["text", "markdown"];

    public string Name => "wechat";

    /// <summary>The texts of a message with their defaults, which are Alertmanager's names for them.</summary>
    internal static IReadOnlyList<KeyValuePair<string, string>> DefaultTexts { get; } =
    [
        new("message", "{{ template \"wechat.default.message\" . }}"),
        new("to_user", "{{ template \"wechat.default.to_user\" . }}"),
        new("to_party", "{{ template \"wechat.default.to_party\" . }}"),
        new("to_tag", "{{ template \"wechat.default.to_tag\" . }}"),
        new("agent_id", "{{ template \"wechat.default.agent_id\" . }}"),
    ];

    public IntegrationReader Open(MappingReader global, GlobalOptions options, ReadingContext context)
    {
        Uri url = global.ReadUrl("wechat_api_url", DefaultUrl);
        Credential? secret = global.ReadSecret("wechat_api_secret", context);
        string corporation = global.ReadTemplate("wechat_api_corp_id", "");
        return (node, index) => Read(node, index, url, secret, corporation, options, context);
    }

    public IReceiver Create(IntegrationOptions options, ReceiverSurroundings surroundings) =>
        new WechatReceiver((WechatOptions)options, surroundings.Http, surroundings.Templates, surroundings.Clock);

    public string Preview(IntegrationOptions options, Notification notification, NoticeTemplates templates) =>
        Encoding.UTF8.GetString(WechatPayload.Write(notification, (WechatOptions)options, templates));

    private WechatOptions? Read(
        DocumentNode node, int index, Uri globalUrl, Credential? globalSecret, string globalCorporation, GlobalOptions options, ReadingContext context)
    {
        MappingReader reader = node.ReadMapping();
        Credential? secret = node.RequireSecret(reader.ReadSecret("api_secret", context), globalSecret, "api_secret", "wechat_api_secret");
        string corporation = reader.ReadTemplate("corp_id", globalCorporation);
        if (corporation.Length == 0) node.Report("expected corp_id here, or wechat_api_corp_id under global; found none");
        WechatOptions read = new(
            new(Name, index),
            reader.ReadSendResolved(false),
            reader.ReadUrl("api_url", globalUrl),
            secret ?? Credential.FromText(""),
            corporation,
            reader.TryGet("message_type", out DocumentNode? type) ? type.ReadWord(MessageTypes, MessageTypes[0]) : MessageTypes[0],
            reader.ReadHttp(options.Http, context),
            reader.ReadTimeout(),
            reader.ReadTexts(DefaultTexts));
        reader.Finish();
        return secret is null || corporation.Length == 0 ? null : read;
    }
}
