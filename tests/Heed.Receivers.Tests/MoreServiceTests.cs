using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Web;

using Heed.Alerting.Notifications;
using Heed.Receivers.Http;
using Heed.Receivers.IncidentIo;
using Heed.Receivers.Sns;

namespace Heed.Receivers.Tests;

/// <summary>What the services with protocols of their own get from a real request, and what their answers mean.</summary>
public sealed class MoreServiceTests : IDisposable
{
    private readonly HttpSender _sender = new(new HttpSenderOptions(), TimeProvider.System);

    public void Dispose() => _sender.Dispose();

    [Fact]
    public async Task VictorOps_gets_an_incident_of_the_group_at_the_address_of_the_route()
    {
        const string Config = "victorops_configs: [{ api_url: 'URL/alert/', api_key: k3y, routing_key: '{{ .CommonLabels.model_name }}/a', message_type: '{{ .CommonLabels.severity | toUpper }}', custom_fields: { runbook: 'http://r/{{ .Status }}' } }]";
        LoopbackServer.Request request = await RequestAsync(Config, Samples.Notification(summary: new string('x', 40_000)));
        JsonNode incident = JsonNode.Parse(request.Body)!;

        Assert.Equal(("/alert/k3y/credit%2Fa", "CRITICAL", 20_480), (request.Path, (string?)incident["message_type"], ((string?)incident["state_message"])!.Length));
        Assert.Equal(("[FIRING:1] Drift (credit critical)", "Heed", "http://r/firing"), ((string?)incident["entity_display_name"], (string?)incident["monitoring_tool"], (string?)incident["runbook"]));
        JsonNode recovery = JsonNode.Parse((await RequestAsync(Config, Samples.Notification(NotificationStatus.Resolved))).Body)!;
        Assert.Equal(((string?)incident["entity_id"], "RECOVERY"), ((string?)recovery["entity_id"], (string?)recovery["message_type"]));
    }

    [Fact]
    public async Task VictorOps_gets_a_critical_incident_where_the_type_is_none_of_its_own() =>
        Assert.Equal("CRITICAL", (string?)JsonNode.Parse((await RequestAsync("victorops_configs: [{ api_url: 'URL', api_key: k, routing_key: r, message_type: PANIC }]", Samples.Notification())).Body)!["message_type"]);

    [Fact]
    public async Task Pushover_gets_a_form_within_its_limits_with_the_keys_in_its_body()
    {
        const string Config = "pushover_configs: [{ api_url: 'URL/1/messages.json', user_key: us3r, token: t0ken, html: true, retry: 90s, expire: 2h, ttl: 1d, message: '<b>{{ .CommonAnnotations.summary }}</b>' }]";
        LoopbackServer.Request request = await RequestAsync(Config, Samples.Notification(summary: "a & b"));
        System.Collections.Specialized.NameValueCollection form = HttpUtility.ParseQueryString(request.Body);

        Assert.Equal(("/1/messages.json", "application/x-www-form-urlencoded"), (request.Path, request.ContentType));
        Assert.Equal(("us3r", "t0ken", "<b>a &amp; b</b>", "1"), (form["user"], form["token"], form["message"], form["html"]));
        Assert.Equal(("2", "90", "7200", "86400"), (form["priority"], form["retry"], form["expire"], form["ttl"]));
        Assert.Equal("0", HttpUtility.ParseQueryString((await RequestAsync(Config, Samples.Notification(NotificationStatus.Resolved))).Body)["priority"]);
        string cut = HttpUtility.ParseQueryString((await RequestAsync("pushover_configs: [{ api_url: 'URL', user_key: u, token: t }]", Samples.Notification(summary: new string('é', 3000)))).Body)["message"]!;
        Assert.Equal(1024, cut.Length);
    }

    [Fact]
    public async Task Pushover_gets_no_message_without_a_text() =>
        Assert.Equal("(no details)", HttpUtility.ParseQueryString((await RequestAsync("pushover_configs: [{ api_url: 'URL', user_key: u, token: t, message: '' }]", Samples.Notification())).Body)["message"]);

    [Fact]
    public async Task Sns_gets_a_signed_form()
    {
        LoopbackServer.Request request = await RequestAsync(
            "sns_configs: [{ api_url: 'URL/', topic_arn: 'arn:aws:sns:us-east-2:1:Alerts.fifo', sigv4: { access_key: AKID, secret_key: s3cret }, subject: 'Überblick {{ .Status }}', attributes: { severity: '{{ .CommonLabels.severity }}', none: '' } }]",
            Samples.Notification());
        System.Collections.Specialized.NameValueCollection form = HttpUtility.ParseQueryString(request.Body);

        Assert.Equal(("Publish", "2010-03-31", "arn:aws:sns:us-east-2:1:Alerts.fifo"), (form["Action"], form["Version"], form["TopicArn"]));
        Assert.Equal(("berblick firing", "0123", 64), (form["Subject"], form["MessageDeduplicationId"], form["MessageGroupId"]!.Length));
        Assert.Equal(("severity", "critical", null), (form["MessageAttributes.entry.1.Name"], form["MessageAttributes.entry.1.Value.StringValue"], form["MessageAttributes.entry.2.Name"]));
        Assert.Matches("^AWS4-HMAC-SHA256 Credential=AKID/\\d{8}/us-east-2/sns/aws4_request, SignedHeaders=content-type;host;x-amz-date, Signature=[0-9a-f]{64}$", request.Authorization);
    }

    /// <summary>The case "post-x-www-form-urlencoded" of Amazon's test suite for Signature Version 4.</summary>
    [Fact]
    public void A_request_is_signed_as_Amazon_signs_it()
    {
        Dictionary<string, string> headers = new() { ["content-type"] = "application/x-www-form-urlencoded", ["x-amz-date"] = "20150830T123600Z" };

        Assert.Equal(
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=content-type;host;x-amz-date, Signature=ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a",
            AwsSignature.Authorization(new Uri("https://example.amazonaws.com/"), headers, "Param1=value1"u8, "us-east-1", "service", "AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"));
    }

    [Fact]
    public async Task A_phone_gets_as_many_bytes_of_Sns_as_it_takes()
    {
        LoopbackServer.Request request = await RequestAsync(
            "sns_configs: [{ api_url: 'URL/', phone_number: '+100', sigv4: { region: eu-west-1, access_key: a, secret_key: b } }]", Samples.Notification(summary: new string('é', 3000)));
        System.Collections.Specialized.NameValueCollection form = HttpUtility.ParseQueryString(request.Body);

        Assert.InRange(Encoding.UTF8.GetByteCount(form["Message"]!), 1599, 1600);
        Assert.Equal(("truncated", "true"), (form["MessageAttributes.entry.1.Name"], form["MessageAttributes.entry.1.Value.StringValue"]));
    }

    [Fact]
    public async Task Wechat_is_asked_for_a_token_once_and_again_when_it_has_ended()
    {
        int tokens = 0;
        int messages = 0;
        await using LoopbackServer server = await LoopbackServer.StartAsync(context => context.Request.Path == "/cgi-bin/gettoken"
            ? LoopbackServer.Answer(200, $$"""{"errcode":0,"access_token":"t{{Interlocked.Increment(ref tokens)}}","expires_in":7200}""")(context)
            : LoopbackServer.Answer(200, Interlocked.Increment(ref messages) == 2 ? """{"errcode":42001,"errmsg":"access_token expired"}""" : """{"errcode":0}""")(context));
        IReceiver receiver = Samples.Receiver($"wechat_configs: [{{ api_url: '{server.Url}/cgi-bin/', api_secret: s3cret, corp_id: corp, to_user: ann, agent_id: '7', message_type: markdown }}]", _sender);

        Assert.IsType<ReceiverResult.Delivered>(await receiver.SendAsync(Samples.Notification(), CancellationToken.None));
        Assert.IsType<ReceiverResult.Retry>(await receiver.SendAsync(Samples.Notification(), CancellationToken.None));
        Assert.IsType<ReceiverResult.Delivered>(await receiver.SendAsync(Samples.Notification(summary: new string('字', 3000)), CancellationToken.None));
        LoopbackServer.Request[] requests = [await server.TakeAsync(), await server.TakeAsync(), await server.TakeAsync(), await server.TakeAsync(), await server.TakeAsync()];
        Assert.Equal(
            ["/cgi-bin/gettoken?corpid=corp&corpsecret=s3cret", "/cgi-bin/message/send?access_token=t1", "/cgi-bin/message/send?access_token=t1", "/cgi-bin/gettoken?corpid=corp&corpsecret=s3cret", "/cgi-bin/message/send?access_token=t2"],
            requests.Select(r => r.Path));
        JsonNode message = JsonNode.Parse(requests[4].Body)!;
        Assert.Equal(("ann", "7", "markdown"), ((string?)message["touser"], (string?)message["agentid"], (string?)message["msgtype"]));
        Assert.InRange(Encoding.UTF8.GetByteCount((string)message["markdown"]!["content"]!), 2040, 2048);
    }

    [Theory]
    [InlineData("""{"errcode":40013,"errmsg":"invalid corpid"}""", "Rejected")]
    [InlineData("""{"errcode":-1,"errmsg":"system busy"}""", "Retry")]
    [InlineData("no JSON", "Retry")]
    public async Task Wechat_says_in_its_answer_whether_to_come_again(string answer, string expected)
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(LoopbackServer.Answer(200, answer));
        IReceiver receiver = Samples.Receiver($"wechat_configs: [{{ api_url: '{server.Url}', api_secret: s, corp_id: c }}]", _sender);

        Assert.Equal(expected, (await receiver.SendAsync(Samples.Notification(), CancellationToken.None)).GetType().Name);
    }

    [Fact]
    public async Task RocketChat_gets_one_attachment_in_the_name_of_the_tokens_user()
    {
        string tokens = "";
        await using LoopbackServer server = await LoopbackServer.StartAsync(context =>
        {
            tokens = $"{context.Request.Headers["X-Auth-Token"]} {context.Request.Headers["X-User-Id"]}";
            return LoopbackServer.Answer(200, """{"success":true}""")(context);
        });
        IReceiver receiver = Samples.Receiver(
            $"rocketchat_configs: [{{ api_url: '{server.Url}/', token: t0k, token_id: ann, channel: '#ml', short_fields: true, fields: [{{ title: Model, value: '{{{{ .CommonLabels.model_name }}}}' }}], actions: [{{ text: Look, url: 'http://r' }}] }}]", _sender);
        Assert.IsType<ReceiverResult.Delivered>(await receiver.SendAsync(Samples.Notification(summary: new string('x', 9000)), CancellationToken.None));
        LoopbackServer.Request seen = await server.TakeAsync();
        JsonNode message = JsonNode.Parse(seen.Body)!;
        JsonNode attachment = message["attachments"]![0]!;

        Assert.Equal(("/api/v1/chat.postMessage", "t0k ann", "#ml"), (seen.Path, tokens, (string?)message["channel"]));
        Assert.Equal(("[FIRING:1] Drift (credit critical)", "red", 4000), ((string?)attachment["title"], (string?)attachment["color"], ((string?)attachment["text"])!.Length));
        Assert.Equal("""[{"title":"Model","value":"credit","short":true}]""", attachment["fields"]!.ToJsonString());
        Assert.Equal("""[{"type":"button","text":"Look","url":"http://r"}]""", attachment["actions"]!.ToJsonString());
    }

    [Fact]
    public async Task RocketChat_may_refuse_a_message_in_an_answer_of_200()
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(LoopbackServer.Answer(200, """{"success":false,"error":"error-room-not-found"}"""));
        IReceiver receiver = Samples.Receiver($"rocketchat_configs: [{{ api_url: '{server.Url}', token: t, token_id: i, channel: c }}]", _sender);

        Assert.Equal("Rocket.Chat refused the message: error-room-not-found", Assert.IsType<ReceiverResult.Rejected>(await receiver.SendAsync(Samples.Notification(), CancellationToken.None)).Reason);
    }

    [Fact]
    public async Task Webex_gets_markdown_in_the_bots_name()
    {
        LoopbackServer.Request request = await RequestAsync(
            "webex_configs: [{ api_url: 'URL/v1/messages', room_id: room, http_config: { authorization: { credentials: b0t } } }]", Samples.Notification(summary: new string('é', 9000)));
        JsonNode message = JsonNode.Parse(request.Body)!;

        Assert.Equal(("/v1/messages", "Bearer b0t", "room"), (request.Path, request.Authorization, (string?)message["roomId"]));
        Assert.InRange(Encoding.UTF8.GetByteCount((string)message["markdown"]!), 7430, 7439);
    }

    [Fact]
    public async Task IncidentIo_gets_the_payload_of_a_webhook_with_as_many_alerts_as_it_takes()
    {
        LoopbackServer.Request request = await RequestAsync("incidentio_configs: [{ url: 'URL/v2/alert', alert_source_token: s0urce }]", Many(3000));
        JsonNode message = JsonNode.Parse(request.Body)!;
        int sent = message["alerts"]!.AsArray().Count;

        Assert.Equal(("/v2/alert", "Bearer s0urce", "firing"), (request.Path, request.Authorization, (string?)message["status"]));
        Assert.InRange(Encoding.UTF8.GetByteCount(request.Body), IncidentIoPayload.MaxBytes - 1000, IncidentIoPayload.MaxBytes);
        Assert.Equal(3000, sent + (int)message["truncatedAlerts"]!);
    }

    [Fact]
    public async Task A_connector_of_Teams_gets_a_card_and_says_in_its_text_that_it_is_asked_too_often()
    {
        JsonNode card = JsonNode.Parse((await RequestAsync("msteams_configs: [{ webhook_url: 'URL/hook' }]", Samples.Notification(summary: new string('"', 40_000)))).Body)!;
        Assert.Equal(("MessageCard", "[FIRING:1] Drift (credit critical)", "C62828"), ((string?)card["@type"], (string?)card["title"], (string?)card["themeColor"]));
        Assert.InRange(Encoding.UTF8.GetByteCount(card.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping })), 20_000, 28 * 1024);

        await using LoopbackServer server = await LoopbackServer.StartAsync(LoopbackServer.Answer(200, "Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 429"));
        Assert.IsType<ReceiverResult.Retry>(await Samples.Receiver($"msteams_configs: [{{ webhook_url: '{server.Url}' }}]", _sender).SendAsync(Samples.Notification(), CancellationToken.None));
    }

    private static Notification Many(int alerts)
    {
        Notification one = Samples.Notification();
        return one with
        {
            Alerts = [.. Enumerable.Range(0, alerts).Select(i => one.Alerts[0] with { GeneratorUrl = "http://g/" + i.ToString(CultureInfo.InvariantCulture) })],
        };
    }

    private async Task<LoopbackServer.Request> RequestAsync(string integration, Notification notification)
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(LoopbackServer.Answer(200, "{}"));
        IReceiver receiver = Samples.Receiver(integration.Replace("'URL", "'" + server.Url, StringComparison.Ordinal), _sender);
        Assert.IsType<ReceiverResult.Delivered>(await receiver.SendAsync(notification, CancellationToken.None));
        return await server.TakeAsync();
    }
}
