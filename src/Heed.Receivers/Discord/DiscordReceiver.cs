using Heed.Alerting.Notifications;
using Heed.Alerting.Templating;
using Heed.Receivers.Http;

namespace Heed.Receivers.Discord;

/// <summary>Posts <see cref="DiscordPayload"/>; Discord answers 204.</summary>
public sealed class DiscordReceiver(DiscordOptions options, HttpSender sender, NoticeTemplates templates) : IReceiver
{
    public async Task<ReceiverResult> SendAsync(Notification notification, CancellationToken cancellation)
    {
        byte[] body = DiscordPayload.Write(notification, options, templates);
        return (await sender.SendAsync(new HttpCall(options.WebhookUrl, options.Http, body, options.Timeout), cancellation)).Result;
    }
}
