using Heed.Alerting.Notifications;
using Heed.Alerting.Templating;
using Heed.Receivers.Http;

namespace Heed.Receivers.TeamsConnector;

/// <summary>Posts <see cref="TeamsConnectorPayload"/>. A connector that is asked too often says so in an answer of 200.</summary>
public sealed class TeamsConnectorReceiver(TeamsConnectorOptions options, HttpSender sender, NoticeTemplates templates) : IReceiver
{
    public async Task<ReceiverResult> SendAsync(Notification notification, CancellationToken cancellation)
    {
        byte[] body = TeamsConnectorPayload.Write(notification, options, templates);
        HttpAnswer answer = await sender.SendAsync(new HttpCall(options.WebhookUrl, options.Http, body, options.Timeout), cancellation);
        bool isBusy = answer.Result is ReceiverResult.Delivered && answer.Body.Contains("HTTP error 429", StringComparison.Ordinal);
        return isBusy ? new ReceiverResult.Retry("the connector is asked too often", null) : answer.Result;
    }
}
