using Heed.Alerting.Notifications;
using Heed.Alerting.Templating;

namespace Heed.Receivers.Wechat;

/// <summary>The body of <c>message/send</c>.</summary>
public static class WechatPayload
{
    /// <summary>In bytes: WeChat cuts longer messages itself, in the middle of a character where it falls so.</summary>
    public const int MaxMessageBytes = 2048;

    /// <summary>UTF-8; the same bytes for the same notification.</summary>
    public static byte[] Write(Notification notification, WechatOptions options, NoticeTemplates templates)
    {
        NoticeTexts texts = new("wechat", templates, notification, options.Texts, WechatKind.DefaultTexts);
        OrderedDictionary<string, object?> message = [];
        message.AddText("touser", texts.Word("to_user"));
        message.AddText("toparty", texts.Word("to_party"));
        message.AddText("totag", texts.Word("to_tag"));
        message["agentid"] = texts.Word("agent_id");
        message["msgtype"] = options.MessageType;
        message[options.MessageType] =
            new Dictionary<string, string> { ["content"] = ShortText.CutBytes(texts.Write("message").Trim(), MaxMessageBytes) };
        message["safe"] = "0";
        return PayloadJson.Write(message);
    }
}
