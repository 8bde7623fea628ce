using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

using Heed.Alerting.Notifications;
using Heed.Receivers.File;
using Heed.Receivers.Http;
using Heed.Receivers.PagerDuty;

namespace Heed.Receivers.Tests;

/// <summary>What arrives at a real server, by kind of receiver.</summary>
public sealed class PayloadTests : IDisposable
{
    private readonly HttpSender _sender = new(new HttpSenderOptions(), TimeProvider.System);

    public void Dispose() => _sender.Dispose();

    [Fact]
    public async Task A_webhook_gets_the_payload_of_version_4()
    {
        LoopbackServer.Request request = await PostAsync("webhook_configs: [{ url: 'URL/hook?x=1' }]", Samples.Notification(NotificationStatus.Resolved));

        Assert.Equal(("POST", "/hook?x=1", "application/json"), (request.Method, request.Path, request.ContentType));
        Assert.Equal(
            """{"receiver":"team","status":"resolved","alerts":[{"status":"resolved","labels":{"alertname":"Drift","model_name":"credit","severity":"critical"},"annotations":{"summary":"scores moved"},"startsAt":"2026-03-02T00:00:00Z","endsAt":"2026-03-02T00:01:00.500Z","generatorURL":"http://g","fingerprint":"FP"}],"groupLabels":{"alertname":"Drift"},"commonLabels":{"alertname":"Drift","model_name":"credit","severity":"critical"},"commonAnnotations":{"summary":"scores moved"},"externalURL":"http://heed","version":"4","groupKey":"{}:{alertname=\"Drift\"}","truncatedAlerts":0}"""
                .Replace("FP", Samples.Notification().Alerts[0].Fingerprint, StringComparison.Ordinal),
            request.Body);
    }

    [Fact]
    public async Task Slack_gets_one_attachment_with_the_defaults()
    {
        JsonNode message = JsonNode.Parse((await PostAsync("slack_configs: [{ api_url: 'URL', channel: '#a', send_resolved: true }]", Samples.Notification())).Body)!;

        Assert.Equal(
            """{"channel":"#a","username":"Heed","attachments":[{"fallback":"[FIRING:1] Drift (credit critical) | http://heed/alerts?receiver=team","color":"danger","title":"[FIRING:1] Drift (credit critical)","title_link":"http://heed/alerts?receiver=team","text":"scores moved\n","mrkdwn_in":["fallback","pretext","text"]}]}""",
            message.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
    }

    [Theory]
    [InlineData(true, """{"type":"button","text":"Acknowledge","style":"primary","name":"heed_acknowledge","value":"tok"}""", "heed_acknowledge")]
    [InlineData(false, """{"type":"button","text":"Acknowledge","style":"primary","url":"http://heed/v1/oncall/acknowledge?token=tok"}""", null)]
    public async Task A_page_in_Slack_has_a_button_that_reports_or_opens_the_link(bool callsBack, string button, string? callback)
    {
        JsonNode message = JsonNode.Parse((await PostAsync("slack_configs: [{ api_url: 'URL' }]", Page(callsBack))).Body)!;

        JsonNode attachment = message["attachments"]![0]!;
        Assert.Equal(button, attachment["actions"]![0]!.ToJsonString());
        Assert.Equal(callback, attachment["callback_id"]?.GetValue<string>());
        Assert.Equal("scores moved\npage for Ana\nAcknowledge: http://heed/v1/oncall/acknowledge?token=tok\n", attachment["text"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_page_to_a_webhook_says_why_and_how_to_acknowledge()
    {
        JsonNode body = JsonNode.Parse((await PostAsync("webhook_configs: [{ url: 'URL' }]", Page(callsBack: true))).Body)!;

        Assert.Equal(("http://heed/v1/oncall/acknowledge?token=tok", "page for Ana"), (body["acknowledgeURL"]!.GetValue<string>(), body["onCall"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Slack_gets_fields_buttons_and_the_texts_that_are_configured()
    {
        const string Config = """
            slack_configs:
                  - api_url: 'URL'
                    color: '{{ if eq .Status "resolved" }}good{{ else }}#ff0000{{ end }}'
                    title: '{{ .Missing }}'
                    icon_emoji: ':eye:'
                    link_names: true
                    short_fields: true
                    fields:
                      - { title: Model, value: '{{ .CommonLabels.model_name }}' }
                      - { title: Wide, value: x, short: false }
                    actions:
                      - { type: button, text: Runbook, url: '{{ .ExternalURL }}/runbook', style: danger }
            """;
        JsonNode message = JsonNode.Parse((await PostAsync(Config, Samples.Notification(NotificationStatus.Resolved))).Body)!;
        JsonNode attachment = message["attachments"]![0]!;

        Assert.Equal((":eye:", true, "good"), ((string?)message["icon_emoji"], (bool?)message["link_names"], (string?)attachment["color"]));
        Assert.StartsWith("[RESOLVED] Drift (credit critical) [template failed: slack title:1:", (string?)attachment["title"], StringComparison.Ordinal);
        Assert.Equal("""[{"title":"Model","value":"credit","short":true},{"title":"Wide","value":"x","short":false}]""", attachment["fields"]!.ToJsonString());
        Assert.Equal("""[{"type":"button","text":"Runbook","url":"http://heed/runbook","style":"danger"}]""", attachment["actions"]!.ToJsonString());
    }

    [Theory]
    [InlineData("ok", "Delivered")]
    [InlineData("{\"ok\": false, \"error\": \"channel_not_found\"}", "Rejected")]
    public async Task Slack_may_refuse_in_the_body(string body, string expected)
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(LoopbackServer.Answer(200, body));
        IReceiver receiver = Samples.Receiver($"slack_configs: [{{ api_url: '{server.Url}' }}]", _sender);

        Assert.Equal(expected, (await receiver.SendAsync(Samples.Notification(), CancellationToken.None)).GetType().Name);
    }

    [Fact]
    public async Task PagerDuty_gets_an_event_with_the_key_of_its_group()
    {
        const string Config = """
            pagerduty_configs:
                  - url: 'URL/v2/enqueue'
                    routing_key: r0uting
                    severity: '{{ .CommonLabels.severity }}'
                    component: '{{ .CommonLabels.model_name }}'
                    class: drift
                    details: { runbook: http://r }
                    links: [{ href: '{{ .ExternalURL }}', text: Heed }, { href: '', text: none }]
            """;
        LoopbackServer.Request request = await PostAsync(Config, Samples.Notification());
        JsonNode message = JsonNode.Parse(request.Body)!;
        JsonNode payload = message["payload"]!;

        Assert.Equal(("r0uting", "trigger", "/v2/enqueue"), ((string?)message["routing_key"], (string?)message["event_action"], request.Path));
        Assert.Equal(PagerDutyPayload.DedupKey("{}:{alertname=\"Drift\"}"), (string?)message["dedup_key"]);
        Assert.Equal(64, ((string?)message["dedup_key"])!.Length);
        Assert.Equal(("[FIRING:1] Drift (credit critical)", "Heed", "critical"), ((string?)payload["summary"], (string?)payload["source"], (string?)payload["severity"]));
        Assert.Equal(("drift", "credit"), ((string?)payload["class"], (string?)payload["component"]));
        Assert.Equal(("1", "0", "http://r"), ((string?)payload["custom_details"]!["num_firing"], (string?)payload["custom_details"]!["num_resolved"], (string?)payload["custom_details"]!["runbook"]));
        Assert.Equal("""[{"href":"http://heed","text":"Heed"}]""", message["links"]!.ToJsonString());

        JsonNode resolved = JsonNode.Parse((await PostAsync(Config, Samples.Notification(NotificationStatus.Resolved))).Body)!;
        Assert.Equal(("resolve", (string?)message["dedup_key"]), ((string?)resolved["event_action"], (string?)resolved["dedup_key"]));
    }

    [Fact]
    public async Task PagerDuty_takes_no_long_summary_no_unknown_severity_and_no_large_event()
    {
        const string Config = "pagerduty_configs: [{ url: 'URL', routing_key: r, severity: page, description: '{{ .CommonAnnotations.summary }}', details: { all: '{{ .CommonAnnotations.summary }}' } }]";
        JsonNode message = JsonNode.Parse((await PostAsync(Config, Samples.Notification(summary: new string('x', 600_000)))).Body)!;

        Assert.Equal(("error", 1024), ((string?)message["payload"]!["severity"], ((string?)message["payload"]!["summary"])!.Length));
        Assert.StartsWith("the details are left out", (string?)message["payload"]!["custom_details"]!["error"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task PagerDutys_key_is_not_in_a_result_even_if_the_answer_repeats_it()
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(LoopbackServer.Answer(400, "bad key r0utingkey"));
        IReceiver receiver = Samples.Receiver($"pagerduty_configs: [{{ url: '{server.Url}', routing_key: r0utingkey }}]", _sender);

        Assert.Equal($"{server.Url} answered 400: bad key <secret>", Assert.IsType<ReceiverResult.Rejected>(await receiver.SendAsync(Samples.Notification(), CancellationToken.None)).Reason);
    }

    [Fact]
    public async Task A_secret_file_that_is_missing_is_to_be_tried_again()
    {
        IReceiver receiver = Samples.Receiver("pagerduty_configs: [{ routing_key_file: /nowhere/key }]", _sender);

        ReceiverResult.Retry retry = Assert.IsType<ReceiverResult.Retry>(await receiver.SendAsync(Samples.Notification(), CancellationToken.None));
        Assert.StartsWith("the secret's file /nowhere/key cannot be read", retry.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_gets_a_line_a_notification()
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("heed-file").FullName, "out.ndjson");
        IReceiver receiver = Samples.Receiver($"file_configs: [{{ path: {path} }}]", _sender);
        Assert.IsType<ReceiverResult.Delivered>(await receiver.SendAsync(Samples.Notification(), CancellationToken.None));
        Assert.IsType<ReceiverResult.Delivered>(await receiver.SendAsync(Samples.Notification(NotificationStatus.Resolved), CancellationToken.None));

        string[] lines = await System.IO.File.ReadAllLinesAsync(path);
        Assert.Equal(
            $$$"""{"time":"2026-03-02T00:01:30Z","receiver":"team","status":"firing","severity":"critical","model":"credit","alerts":[{"name":"Drift","labels":{"alertname":"Drift","model_name":"credit","severity":"critical"},"annotations":{"summary":"scores moved"},"starts_at":"2026-03-02T00:00:00Z","fingerprint":"{{{Samples.Notification().Alerts[0].Fingerprint}}}"}]}""",
            lines[0]);
        Assert.Equal(2, lines.Length);
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    [Theory]
    [InlineData("info", "critical", "critical")]
    [InlineData("info", "page", "warning")]
    [InlineData("info", "info", "info")]
    [InlineData("info", "", "warning")]
    public void The_severity_of_a_line_is_the_highest_of_its_alerts(string first, string second, string expected)
    {
        Notification one = Samples.Notification();
        Notification two = one with { Alerts = [.. ((string[])[first, second]).Select(s => new NotifiedAlert(NotificationStatus.Firing, one.Alerts[0].Labels.With("severity", s), one.CommonAnnotations, 0, null, ""))] };

        Assert.Contains($"\"severity\":\"{expected}\",\"model\"", Encoding.UTF8.GetString(NotificationLine.Write(two)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_is_to_be_tried_again()
    {
        IReceiver receiver = Samples.Receiver("file_configs: [{ path: /nowhere/out.ndjson }]", _sender);

        Assert.IsType<ReceiverResult.Retry>(await receiver.SendAsync(Samples.Notification(), CancellationToken.None));
    }

    private static Notification Page(bool callsBack) => Samples.Notification() with
    {
        Acknowledgement = new AcknowledgementLink("http://heed/v1/oncall/acknowledge?token=tok", "tok", callsBack),
        OnCall = "page for Ana",
    };

    private async Task<LoopbackServer.Request> PostAsync(string integration, Notification notification)
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(LoopbackServer.Answer(200, "ok"));
        IReceiver receiver = Samples.Receiver(integration.Replace("'URL", "'" + server.Url, StringComparison.Ordinal), _sender);
        Assert.IsType<ReceiverResult.Delivered>(await receiver.SendAsync(notification, CancellationToken.None));
        return await server.TakeAsync();
    }
}
