using System.Text;
using System.Text.Json.Nodes;

using Heed.Alerting.Notifications;
using Heed.Receivers.Http;

namespace Heed.Receivers.Tests;

/// <summary>What services get from a real request, and what their answers mean.</summary>
public sealed class ServiceTests : IDisposable
{
    private const string Hostile = "<b>&\"scores\" moved @everyone";

    private readonly HttpSender _sender = new(new HttpSenderOptions(), TimeProvider.System);

    public void Dispose() => _sender.Dispose();

    [Fact]
    public async Task Discord_gets_one_embed_within_its_limits_and_nobody_is_rung_by_a_label()
    {
        JsonNode message = await PostAsync("discord_configs: [{ webhook_url: 'URL/hook', title: '{{ .CommonAnnotations.summary }}' }]", Samples.Notification(summary: new string('x', 9000)));
        JsonNode embed = message["embeds"]![0]!;

        Assert.Equal((256, 4096), (((string?)embed["title"])!.Length, ((string?)embed["description"])!.Length));
        Assert.Equal("", (string?)message["content"]);
        Assert.NotEqual((int?)embed["color"], (int?)(await PostAsync("discord_configs: [{ webhook_url: 'URL/hook' }]", Samples.Notification(NotificationStatus.Resolved)))["embeds"]![0]!["color"]);
        Assert.DoesNotContain("everyone", message["allowed_mentions"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData('x')]
    [InlineData('é')]
    [InlineData('\u0001')]
    public async Task Teams_gets_an_adaptive_card_that_is_never_too_long(char filling)
    {
        LoopbackServer.Request request = await RequestAsync("msteamsv2_configs: [{ webhook_url: 'URL/flow' }]", Samples.Notification(summary: new string(filling, 40_000)));
        JsonNode message = JsonNode.Parse(request.Body)!;
        JsonNode card = message["attachments"]![0]!["content"]!;

        Assert.InRange(Encoding.UTF8.GetByteCount(request.Body), 20_000, 28 * 1024);
        Assert.Equal(("message", "application/vnd.microsoft.card.adaptive"), ((string?)message["type"], (string?)message["attachments"]![0]!["contentType"]));
        Assert.Equal(("AdaptiveCard", "Attention"), ((string?)card["type"], (string?)card["body"]![0]!["color"]));
        Assert.Equal("[FIRING:1] Drift (credit critical)", (string?)card["body"]![0]!["text"]);
        Assert.StartsWith("Alerts firing:", (string?)card["body"]![1]!["text"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Telegram_gets_escaped_text_at_the_bots_address()
    {
        LoopbackServer.Request request = await RequestAsync(
            "telegram_configs: [{ api_url: 'URL', bot_token: 12:s3cret, chat_id: -100, message_thread_id: 7 }]", Samples.Notification(summary: Hostile));
        JsonNode message = JsonNode.Parse(request.Body)!;

        Assert.Equal("/bot12:s3cret/sendMessage", request.Path);
        Assert.Equal((-100L, 7L, "HTML"), ((long?)message["chat_id"], (long?)message["message_thread_id"], (string?)message["parse_mode"]));
        Assert.Contains("&lt;b&gt;&amp;&quot;scores&quot; moved", (string?)message["text"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Telegram_gets_plain_text_where_a_message_is_cut_or_its_mark_up_is_refused()
    {
        JsonNode cut = await PostAsync("telegram_configs: [{ api_url: 'URL', bot_token: t, chat_id: 1 }]", Samples.Notification(summary: new string('&', 5000)));
        Assert.Equal((4096, null), (((string?)cut["text"])!.Length, (string?)cut["parse_mode"]));
        Assert.DoesNotContain("&amp;", (string?)cut["text"], StringComparison.Ordinal);

        int calls = 0;
        await using LoopbackServer server = await LoopbackServer.StartAsync(context => Interlocked.Increment(ref calls) == 1
            ? LoopbackServer.Answer(400, "{\"ok\":false,\"description\":\"Bad Request: can't parse entities\"}")(context)
            : LoopbackServer.Answer(200, "{\"ok\":true}")(context));
        IReceiver receiver = Samples.Receiver($"telegram_configs: [{{ api_url: '{server.Url}', bot_token: t0ken12, chat_id: 1, message: '<b>{{{{ .Status }}}}' }}]", _sender);
        Assert.IsType<ReceiverResult.Delivered>(await receiver.SendAsync(Samples.Notification(), CancellationToken.None));
        Assert.Equal("HTML", (string?)JsonNode.Parse((await server.TakeAsync()).Body)!["parse_mode"]);
        Assert.Null(JsonNode.Parse((await server.TakeAsync()).Body)!["parse_mode"]);
    }

    [Fact]
    public async Task Opsgenie_opens_changes_and_closes_the_alert_of_a_group()
    {
        const string Config = """
            opsgenie_configs:
                  - api_url: 'URL'
                    api_key: g3nie
                    priority: P2
                    tags: 'ml, {{ .CommonLabels.severity }}'
                    update_alerts: true
                    details: { runbook: 'http://r' }
                    responders: [{ name: 'a, b', type: teams }, { username: ann, type: user }, { name: '{{ .CommonLabels.none }}', type: team }]
            """;
        await using LoopbackServer server = await LoopbackServer.StartAsync(LoopbackServer.Answer(202, "{}"));
        IReceiver receiver = Samples.Receiver(Config.Replace("URL", server.Url, StringComparison.Ordinal), _sender);
        Assert.IsType<ReceiverResult.Delivered>(await receiver.SendAsync(Samples.Notification(summary: new string('x', 500)), CancellationToken.None));
        LoopbackServer.Request opened = await server.TakeAsync();
        JsonNode alert = JsonNode.Parse(opened.Body)!;

        Assert.Equal(("/v2/alerts", "GenieKey g3nie", "P2"), (opened.Path, opened.Authorization, (string?)alert["priority"]));
        Assert.Equal("""["ml","critical"]""", alert["tags"]!.ToJsonString());
        Assert.Equal("""[{"name":"a","type":"team"},{"name":"b","type":"team"},{"username":"ann","type":"user"}]""", alert["responders"]!.ToJsonString());
        Assert.Equal(("credit", "http://r"), ((string?)alert["details"]!["model_name"], (string?)alert["details"]!["runbook"]));
        string alias = (string)alert["alias"]!;
        Assert.Equal(($"/v2/alerts/{alias}/message?identifierType=alias", "PUT"), await PlaceAsync(server));
        Assert.Equal(($"/v2/alerts/{alias}/description?identifierType=alias", "PUT"), await PlaceAsync(server));

        Assert.IsType<ReceiverResult.Delivered>(await receiver.SendAsync(Samples.Notification(NotificationStatus.Resolved), CancellationToken.None));
        Assert.Equal(($"/v2/alerts/{alias}/close?identifierType=alias", "POST"), await PlaceAsync(server));
    }

    [Fact]
    public async Task Opsgenie_gets_no_message_longer_than_it_takes()
    {
        JsonNode alert = await PostAsync("opsgenie_configs: [{ api_url: 'URL', api_key: k, message: '{{ .CommonAnnotations.summary }}' }]", Samples.Notification(summary: new string('x', 20_000)));

        Assert.Equal((130, 15_000), (((string?)alert["message"])!.Length, ((string?)alert["description"])!.Length));
    }

    [Fact]
    public async Task Mattermost_gets_one_attachment_within_its_limit()
    {
        JsonNode message = await PostAsync("mattermost_configs: [{ webhook_url: 'URL', channel: town, fields: [{ title: Model, value: '{{ .CommonLabels.model_name }}', short: true }] }]", Samples.Notification(summary: new string('x', 20_000)));
        JsonNode attachment = message["attachments"]![0]!;

        Assert.Equal(("town", "[FIRING:1] Drift (credit critical)", 7000), ((string?)message["channel"], (string?)attachment["title"], ((string?)attachment["text"])!.Length));
        Assert.Equal("""[{"title":"Model","value":"credit","short":true}]""", attachment["fields"]!.ToJsonString());
    }

    [Fact]
    public async Task Another_Alertmanager_gets_alerts_that_hold_until_they_are_resolved()
    {
        LoopbackServer.Request request = await RequestAsync("alertmanager_configs: [{ url: 'URL/am/', hold_for: 2h }]", Samples.Notification());

        Assert.Equal("/am/api/v2/alerts", request.Path);
        Assert.Equal(
            """[{"labels":{"alertname":"Drift","model_name":"credit","severity":"critical"},"annotations":{"summary":"scores moved"},"startsAt":"2026-03-02T00:00:00Z","endsAt":"2026-03-02T02:01:30Z","generatorURL":"http://g"}]""",
            request.Body);
        Assert.Equal("2026-03-02T00:01:00.500Z", (string?)(await PostAsync("alertmanager_configs: [{ url: 'URL' }]", Samples.Notification(NotificationStatus.Resolved)))[0]!["endsAt"]);
    }

    [Fact]
    public async Task PagerDuty_gets_changes_beside_the_address_of_alerts_and_first_versions_with_their_key()
    {
        LoopbackServer.Request change = await RequestAsync("pagerduty_configs: [{ url: 'URL/v2/enqueue', routing_key: r, events: change }]", Samples.Notification());
        JsonNode body = JsonNode.Parse(change.Body)!;
        Assert.Equal(("/v2/change/enqueue", "2026-03-02T00:01:30Z", null), (change.Path, (string?)body["payload"]!["timestamp"], (string?)body["event_action"]));

        JsonNode first = await PostAsync("pagerduty_configs: [{ url: 'URL/create_event.json', service_key: s }]", Samples.Notification(NotificationStatus.Resolved));
        Assert.Equal(("s", "resolve", 64), ((string?)first["service_key"], (string?)first["event_type"], ((string?)first["incident_key"])!.Length));
    }

    [Fact]
    public async Task A_bot_of_Slack_changes_the_message_of_a_group_until_it_is_over()
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(LoopbackServer.Answer(200, """{"ok":true,"channel":"C1","ts":"17.5"}"""));
        IReceiver receiver = Samples.Receiver($"slack_configs: [{{ app_token: xoxb-1, app_url: '{server.Url}/api/chat.postMessage', channel: '#a', update_message: true, send_resolved: true }}]", _sender);
        foreach (NotificationStatus status in (NotificationStatus[])[NotificationStatus.Firing, NotificationStatus.Firing, NotificationStatus.Resolved, NotificationStatus.Firing])
        {
            Assert.IsType<ReceiverResult.Delivered>(await receiver.SendAsync(Samples.Notification(status), CancellationToken.None));
        }

        string[] told = [await TellAsync(server), await TellAsync(server), await TellAsync(server), await TellAsync(server)];
        Assert.Equal(["/api/chat.postMessage Bearer xoxb-1 #a ", "/api/chat.update Bearer xoxb-1 C1 17.5", "/api/chat.update Bearer xoxb-1 C1 17.5", "/api/chat.postMessage Bearer xoxb-1 #a "], told);
    }

    [Theory]
    [InlineData("message_not_found", "Delivered", 3)]
    [InlineData("ratelimited", "Retry", 2)]
    [InlineData("invalid_auth", "Rejected", 2)]
    public async Task A_message_of_Slack_that_cannot_be_changed_is_followed_by_a_new_one(string error, string expected, int calls)
    {
        int call = 0;
        await using LoopbackServer server = await LoopbackServer.StartAsync(context => Interlocked.Increment(ref call) == 2
            ? LoopbackServer.Answer(200, $$"""{"ok":false,"error":"{{error}}"}""")(context)
            : LoopbackServer.Answer(200, """{"ok":true,"channel":"C1","ts":"17.5"}""")(context));
        IReceiver receiver = Samples.Receiver($"slack_configs: [{{ app_token: xoxb-1, app_url: '{server.Url}/api/chat.postMessage', channel: '#a', update_message: true }}]", _sender);
        await receiver.SendAsync(Samples.Notification(), CancellationToken.None);

        Assert.Equal(expected, (await receiver.SendAsync(Samples.Notification(), CancellationToken.None)).GetType().Name);
        Assert.Equal(calls, call);
    }

    [Fact]
    public async Task A_webhook_gets_the_payload_that_people_made()
    {
        JsonNode made = await PostAsync("webhook_configs: [{ url: 'URL', payload: { text: '{{ .Status }}', n: 3, on: true, quoted: '3', list: ['{{ len .Alerts }}', null] } }]", Samples.Notification(summary: Hostile));
        Assert.Equal("""{"text":"firing","n":3,"on":true,"quoted":"3","list":["1",null]}""", made.ToJsonString());

        JsonNode whole = await PostAsync("webhook_configs: [{ url: 'URL', payload: '{\"a\": {{ .CommonAnnotations.summary | toJson }}}' }]", Samples.Notification(summary: Hostile));
        Assert.Equal(Hostile, (string?)whole["a"]);
    }

    [Theory]
    [InlineData("{ a: '{{ .Missing }}' }", "webhook payload.a:1:")]
    [InlineData("'{{ .Status }} is no JSON'", "expected the template to write JSON")]
    public async Task A_payload_that_fails_loses_no_notice(string payload, string expected)
    {
        JsonNode message = await PostAsync($"webhook_configs: [{{ url: 'URL', payload: {payload} }}]", Samples.Notification());

        Assert.Equal(("4", "firing"), ((string?)message["version"], (string?)message["status"]));
        Assert.Contains(expected, (string?)message["templateError"], StringComparison.Ordinal);
    }

    private static async Task<(string, string)> PlaceAsync(LoopbackServer server)
    {
        LoopbackServer.Request request = await server.TakeAsync();
        return (request.Path, request.Method);
    }

    private static async Task<string> TellAsync(LoopbackServer server)
    {
        LoopbackServer.Request request = await server.TakeAsync();
        JsonNode message = JsonNode.Parse(request.Body)!;
        return $"{request.Path} {request.Authorization} {message["channel"]} {message["ts"]}";
    }

    private async Task<JsonNode> PostAsync(string integration, Notification notification) => JsonNode.Parse((await RequestAsync(integration, notification)).Body)!;

    private async Task<LoopbackServer.Request> RequestAsync(string integration, Notification notification)
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(LoopbackServer.Answer(200, "ok"));
        IReceiver receiver = Samples.Receiver(integration.Replace("'URL", "'" + server.Url, StringComparison.Ordinal), _sender);
        Assert.IsType<ReceiverResult.Delivered>(await receiver.SendAsync(notification, CancellationToken.None));
        return await server.TakeAsync();
    }
}
