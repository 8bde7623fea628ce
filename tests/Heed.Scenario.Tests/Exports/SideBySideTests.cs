using System.Globalization;
using System.Net;
using System.Text;

using Heed.Cli.Commands;
using Heed.Documents;
using Heed.Server.Hosting;
using Heed.Testing;

namespace Heed.Scenario.Tests.Exports;

/// <summary>
/// Heed alone, and beside it a real Prometheus 2.42 and Alertmanager 0.25 started from what it exports, fed by nothing but Heed's
/// <c>/metrics</c>: the same alerts reach the same webhook.
/// </summary>
public sealed class SideBySideTests(ITestOutputHelper output)
{
    private const string Rules = """
        groups:
          - name: service
            rules:
              - record: model:errors:ratio
                expr: sum by (model_name) (rate(ml_errors_total[15s])) / sum by (model_name) (rate(ml_requests_total[15s]))
              - alert: HighErrors
                expr: model:errors:ratio > 0.1
                for: 2s
                labels: { severity: critical }
                annotations: { what: "{{ $labels.model_name }} fails more often than 10 %" }
              - alert: Nobody
                expr: absent(ml_requests_total{model_name="nobody"})
                labels: { severity: info }
                annotations: { what: "{{ $labels.model_name }} is not there at {{ $externalLabels.site }}" }
              - alert: Unread
                expr: model:errors:ratio > 0.1
                labels: { severity: none }
          - name: inputs
            rules:
              - alert: Drifted
                expr: ml_data_drift_score > 0.5
                keep_firing_for: 1m
                labels: { severity: warning, feature: "{{ $labels.feature_name }}" }
                annotations: { what: "{{ $labels.feature_name }} of {{ $labels.model_name }} has moved" }
              - alert: Muted
                expr: ml_data_drift_score > 0.5
                labels: { severity: muted }
        """;

    private const string Routing = """
        route:
          receiver: team
          group_by: [alertname]
          group_wait: 1s
          group_interval: 1s
          repeat_interval: 4h
          routes:
            - { matchers: [severity="critical"], receiver: pager }
            - { matchers: [severity="none"], receiver: nobody }
        inhibit_rules:
          - { source_matchers: [severity="warning"], target_matchers: [severity="muted"], equal: [model_name] }
        receivers:
          - name: team
            webhook_configs: [ { url: "{HOOK}hook" } ]
          - name: pager
            webhook_configs: [ { url: "{HOOK}hook" } ]
          - name: nobody
        """;

    [Fact]
    public async Task The_exported_stack_notifies_the_same_webhook_of_the_same_alerts()
    {
        using TemporaryFolder folder = new();
        await using AlertLedger ledger = await AlertLedger.StartAsync();
        string config = Write(folder, ledger.Address);
        await using HeedServer heed = await StartAsync(config, folder.File("data"));
        await using PeerProcess alertmanager = await AlertmanagerAsync(folder, config);
        await using PeerProcess prometheus = await PrometheusAsync(folder, config, heed.Address, alertmanager.Address);
        using HttpClient client = new() { BaseAddress = heed.Address };

        await PostAsync(client, CreditModel.Predictions(200));
        await AnswersAsync(prometheus.Client, "ml_requests_total == 200");
        int failures = 0;
        await BothSayAsync(ledger, "HighErrors firing to pager", FailAsync);
        await BothSayAsync(ledger, "ErrorBudgetBurn firing to pager", FailAsync);
        await BothSayAsync(ledger, "ErrorBudgetBurn firing to team", FailAsync);
        await PostAsync(client, CreditModel.Predictions(100, first: 300, shift: 30));
        await BothSayAsync(ledger, "Drifted firing to team", () => Task.CompletedTask);
        await BothSayAsync(ledger, "HighErrors resolved to pager", () => Task.CompletedTask);
        foreach (string line in ledger.Said("Heed").Union(ledger.Said("Alertmanager")).ToArray()) await BothSayAsync(ledger, line, () => Task.CompletedTask);

        IReadOnlyList<string> said = ledger.Said("Heed");
        foreach (string line in said) output.WriteLine(line);
        Assert.Equal(said, ledger.Said("Alertmanager"));
        Assert.Contains("Nobody", said.Select(Name));
        Assert.All(said, line => Assert.Contains("site=here", line, StringComparison.Ordinal));
        Assert.DoesNotContain("Unread", said.Select(Name));
        Assert.DoesNotContain("Muted", said.Select(Name));

        // A rate needs a counter that grows.
        Task FailAsync() => PostAsync(client, Failure(failures++));
    }

    private static string Name(string line) => line.Split(' ')[0];

    private static string Write(TemporaryFolder folder, Uri hook)
    {
        string config = CreditModel.Write(folder, """
            rules: [rules.yml]
            alertmanager: am.yml
            incidents: { link: false }
            signals: { off: all }
            global: { sample_interval: 1s, evaluation_interval: 1s, external_labels: { site: here } }

            """);
        string text = File.ReadAllText(config).Replace("windows: { drift: 100 }", "windows: { drift: 100 }, owner: risk, slo: { error_rate: 1% }", StringComparison.Ordinal);
        folder.Write("heed.yml", text);
        folder.Write("rules.yml", Rules);
        folder.Write("am.yml", Routing.Replace("{HOOK}", hook.ToString(), StringComparison.Ordinal));
        return config;
    }

    private static async Task<HeedServer> StartAsync(string config, string data)
    {
        Diagnostics diagnostics = new();
        TimeProvider clock = TimeProvider.System;
        StationOptions options = new() { DataDirectory = data, StartMs = clock.GetUtcNow().ToUnixTimeMilliseconds() };
        HeedServer server = HeedServer.Create(RunningServer.Read(config), options, new IPEndPoint(IPAddress.Loopback, 0), ServerMode.Live, clock, diagnostics)!;
        await server.StartAsync(CancellationToken.None);
        return server;
    }

    private static async Task<PeerProcess> AlertmanagerAsync(TemporaryFolder folder, string config)
    {
        await ExportAsync("alertmanager", folder.File("exported"), "--config", config);
        return await PeerProcess.StartAsync("prometheus-alertmanager", "prometheus-alertmanager", "-/ready", port =>
        [
            $"--config.file={folder.File("exported/alertmanager.yml")}", $"--storage.path={folder.File("alertmanager")}", "--cluster.listen-address=",
            string.Create(CultureInfo.InvariantCulture, $"--web.listen-address=127.0.0.1:{port}"), "--log.level=error",
        ]);
    }

    private static async Task<PeerProcess> PrometheusAsync(TemporaryFolder folder, string config, Uri heed, Uri alertmanager)
    {
        await ExportAsync("prometheus", folder.File("exported"), "--config", config, "--heed", heed.Authority, "--alertmanager", alertmanager.Authority);

        // What fires before its Alertmanagers are discovered is said again after this.
        return await PeerProcess.StartAsync("prometheus", "prometheus", "-/ready", port =>
        [
            "--rules.alert.resend-delay=2s",
            $"--config.file={folder.File("exported/prometheus.yml")}", $"--storage.tsdb.path={folder.File("prometheus")}",
            string.Create(CultureInfo.InvariantCulture, $"--web.listen-address=127.0.0.1:{port}"), "--log.level=error",
        ]);
    }

    private static async Task ExportAsync(string what, string directory, params string[] options) =>
        Assert.Equal(0, await ExportCommand.Create().Parse([what, directory, .. options]).InvokeAsync());

    private static async Task BothSayAsync(AlertLedger ledger, string beginning, Func<Task> meanwhile)
    {
        try
        {
            await Eventually.TrueAsync(async () =>
            {
                await meanwhile();
                return Says("Heed") && Says("Alertmanager");
            });
        }
        catch (TimeoutException)
        {
            Assert.Fail($"expected both to say {beginning}; Heed: {string.Join('\n', ledger.Said("Heed"))}\nAlertmanager: {string.Join('\n', ledger.Said("Alertmanager"))}");
        }

        bool Says(string sender) => ledger.Said(sender).Any(line => line.StartsWith(beginning, StringComparison.Ordinal));
    }

    private static Task AnswersAsync(HttpClient client, string expression) => Eventually.TrueAsync(async () =>
        (await client.GetStringAsync($"api/v1/query?query={Uri.EscapeDataString(expression)}")).Contains("\"metric\"", StringComparison.Ordinal));

    private static async Task PostAsync(HttpClient client, string events)
    {
        using StringContent content = new(events, Encoding.UTF8);
        using HttpResponseMessage response = await client.PostAsync("v1/events", content);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    private static string Failure(int i) => string.Create(
        CultureInfo.InvariantCulture,
        $"{{\"type\":\"prediction\",\"model\":\"credit\",\"version\":\"3\",\"id\":\"f{i}\",\"endpoint\":\"/predict\",\"latency_ms\":5000,\"error\":\"TimeoutError\"}}\n");
}
