namespace Heed.Receivers.Wechat;

/// <summary>What WeChat granted for the secret, and until when it is used.</summary>
internal sealed record WechatToken(string Text, DateTimeOffset EndsAt);
