using Heed.Cli.Commands;
using Heed.Cli.Exports;
using Heed.Cli.Exports.Alertmanager;
using Heed.Documents;
using Heed.Server.Baselines;
using Heed.Server.Configuration;
using Heed.Server.Hosting;
using Heed.Testing;

namespace Heed.Cli.Tests.Exports;

/// <summary>What is exported amtool 0.25 reads; what is left out is said with its line.</summary>
public sealed class AlertmanagerExportTests : IDisposable
{
    private const string Receivers = """
        receivers:
          - name: all
            webhook_configs: [ { url: "http://127.0.0.1/hook", max_alerts: 3, send_resolved: false, http_config: { basic_auth: { username: u, password: p }, follow_redirects: false } } ]
            slack_configs: [ { api_url: "http://127.0.0.1/s", channel: "#c", text: "{{ .CommonLabels.alertname }}", fields: [ { title: a, value: b, short: true } ], actions: [ { type: button, text: t, url: "http://u" } ] } ]
            pagerduty_configs: [ { routing_key: k, details: { a: b }, links: [ { href: "http://h", text: t } ], images: [ { src: s, alt: a, href: h } ] } ]
            opsgenie_configs: [ { api_key: k, priority: P1, responders: [ { name: n, type: team } ] } ]
            email_configs: [ { to: a@b.c, from: d@e.f, smarthost: "h:25", headers: { Subject: s }, tls_config: { insecure_skip_verify: true } } ]
            telegram_configs: [ { bot_token: t, chat_id: 3, parse_mode: HTML, message: m } ]
            discord_configs: [ { webhook_url: "http://127.0.0.1/d", title: t, message: m } ]
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_of_what_0_25_has_passes_without_a_note()
    {
        ExportFolder export = Export("""
            global: { resolve_timeout: 5m, smtp_smarthost: "h:25", slack_api_url: "http://127.0.0.1/g" }
            route:
              receiver: all
              group_by: ['...']
              routes:
                - { match: { a: b }, match_re: { c: "d|e" }, matchers: ['f="g"', 'h!~"i.*"'], continue: true, mute_time_intervals: [night], group_wait: 1s }
            inhibit_rules: [ { source_match: { a: b }, target_matchers: ['a=c'], equal: [x] } ]
            time_intervals: [ { name: night, time_intervals: [ { times: [ { start_time: "22:00", end_time: "23:59" } ], weekdays: [monday], days_of_month: ["1"], months: [may], years: ["2026"], location: UTC } ] } ]

            """ + Receivers);

        Assert.Empty(export.Notes);
        Assert.Equal(0, Check(export));
    }

    [Theory]
    [InlineData("routes: [ { matchers: 'a=\"b\", c=~\"d\"' } ]", "")]
    [InlineData("routes: [ { matchers: ['\"a.b\"=\"c\"'] } ]", "am.yml:1: a route is left out: Alertmanager 0.25 has no label \"a.b\"")]
    public void Matchers_become_those_that_0_25_reads(string routes, string note)
    {
        ExportFolder export = Export($"route: {{ receiver: r, {routes} }}\nreceivers: [ {{ name: r }} ]\n");
        Assert.Equal(note, string.Join('\n', export.Notes));
        Assert.Equal(0, Check(export));
    }

    [Theory]
    [InlineData("webhook_configs: [ { url: 'http://127.0.0.1', payload: { a: b } } ]", "am.yml:4: payload is left out: Alertmanager 0.25 has it not")]
    [InlineData("file_configs: [ { path: '-' } ]", "am.yml:4: receiver \"r\" goes without file_configs: Alertmanager 0.25 has no receivers of the kind file")]
    [InlineData("pagerduty_configs: [ { routing_key: '${PATH}' } ]", "am.yml:4: Alertmanager reads no environment: write routing_key, with the value of PATH in it, into /etc/alertmanager/secrets/PATH")]
    [InlineData("discord_configs: [ { webhook_url: 'http://h', message: '{{ toJson .Alerts }}' } ]", "am.yml:4: message is left out and has its default text: Alertmanager 0.25 has not the template function toJson")]
    [InlineData("discord_configs: [ { webhook_url: 'http://h', message: '{{ template \"later\" . }}' } ]", "am.yml:4: message is left out and has its default text: the template \"later\" is left out")]
    public void What_0_25_has_not_is_left_out_and_said(string receiver, string note)
    {
        _folder.Write("t/later.tmpl", "{{ define \"later\" }}{{ .Alerts | toJson }}{{ end }}");
        _folder.Write("t/plain.tmpl", "{{ define \"plain\" }}{{ .toJson }} {{ \"toJson\" }}{{ end }}");
        ExportFolder export = Export($"route: {{ receiver: r }}\ntemplates: ['t/*.tmpl']\nreceivers:\n  - {{ name: r, {receiver} }}\n");

        Assert.Equal(2, export.Notes.Count);
        Assert.EndsWith("later.tmpl is left out: Alertmanager 0.25 has not the template function toJson", export.Notes[0], StringComparison.Ordinal);
        Assert.Equal(note, export.Notes[1]);
        Assert.Contains("templates/plain.tmpl", export.Files);
        Assert.Equal(0, Check(export));
    }

    [Fact]
    public void A_receiver_that_lost_its_key_is_left_out_as_a_whole()
    {
        ExportFolder export = Export("route: { receiver: r }\nreceivers:\n  - name: r\n    telegram_configs: [ { bot_token: '${PATH}', chat_id: 1 } ]\n");

        Assert.DoesNotContain("chat_id", export.TextOf(AlertmanagerExport.ConfigurationPath), StringComparison.Ordinal);
        Assert.Equal(2, export.Notes.Count);
        Assert.Equal(0, Check(export));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_ends_with_bad_input()
    {
        string config = _folder.Write("heed.yml", "models: []\n");
        string file = _folder.Write("taken", "");
        Assert.Equal(ExitCodes.BadInput, await ExportCommand.Create().Parse(["grafana", Path.Combine(file, "below"), "--config", config]).InvokeAsync());
    }

    private ExportFolder Export(string alertmanager)
    {
        _folder.Write("am.yml", alertmanager);
        (HeedOptions? options, Diagnostics diagnostics) = HeedConfiguration.Load(_folder.Write("heed.yml", "models: []\nalertmanager: am.yml\n"));
        Inventory? inventory = options is null ? null : Inventory.Read(options, new BaselineFiles(null), diagnostics);
        Assert.True(inventory is not null, string.Join('\n', diagnostics.All));
        return AlertmanagerExport.Make(inventory);
    }

    private int Check(ExportFolder export)
    {
        export.WriteTo(_folder.File("out"));
        (int exitCode, string output) = Program.Run("amtool", "prometheus-alertmanager", "check-config", _folder.File("out/alertmanager.yml"));
        Assert.True(exitCode == 0, output);
        return exitCode;
    }
}
