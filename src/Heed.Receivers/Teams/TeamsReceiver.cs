using Heed.Alerting.Notifications;
using Heed.Alerting.Templating;
using Heed.Receivers.Http;

namespace Heed.Receivers.Teams;

/// <summary>Posts <see cref="TeamsPayload"/>; a workflow answers 202.</summary>
public sealed class TeamsReceiver(TeamsOptions options, HttpSender sender, NoticeTemplates templates) : IReceiver
{
    public async Task<ReceiverResult> SendAsync(Notification notification, CancellationToken cancellation)
    {
        byte[] body = TeamsPayload.Write(notification, options, templates);
        return (await sender.SendAsync(new HttpCall(options.WebhookUrl, options.Http, body, options.Timeout), cancellation)).Result;
    }
}
