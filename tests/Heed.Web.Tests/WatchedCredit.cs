using System.Globalization;
using System.Text;

using Heed.Testing;

namespace Heed.Web.Tests;

/// <summary>
/// A live server with one small model whose income has moved: an alert fires, its incident pages a person on call, and every prediction is
/// asked for its label.
/// </summary>
internal sealed class WatchedCredit : IAsyncDisposable
{
    private const int Rows = 300;

    private const string Settings = """
        global: { sample_interval: 1s, evaluation_interval: 1s }
        models:
          - name: credit
            owner: risk-ml
            baseline: baseline.ndjson
            windows: { drift: 100 }
            labels: { sample: 100% }
            slo: { latency_p99: 500ms, availability: 99.9% }
        rules: [rules.yml]
        alertmanager: alertmanager.yml
        oncall: oncall.yml
        """;

    private const string Rules = """
        groups:
          - name: drift
            rules:
              - alert: InputDrift
                expr: max by (model_name, feature_name) (ml_data_drift_score) > 0.5
                labels: { severity: critical }
                annotations:
                  summary: '{{ $labels.feature_name }} of {{ $labels.model_name }} no longer looks like its baseline'
                  runbook: |
                    1. Open the Drift page.
                    2. Ask who feeds the feature.
        """;

    private const string Routing = """
        route: { receiver: outbox, group_by: [model_name], group_wait: 1s }
        receivers:
          - name: outbox
            file_configs: [{ path: notices.ndjson }]
          - name: team
            slack_configs: [{ api_url: 'http://127.0.0.1:9/hook', channel: '#ml', text: '{{ .Missing }}' }]
            email_configs: [{ to: ml@example.com, from: heed@example.com, smarthost: '127.0.0.1:9', hello: localhost }]
        """;

    private const string People = """
        people:
          - { name: ana, full_name: Ana Silva, contacts: [ { receiver: outbox } ] }
          - { name: ben, full_name: Ben Okafor, contacts: [ { receiver: outbox } ] }
        schedules:
          - name: ml
            time_zone: Europe/Berlin
            layers: [ { rotation: weekly, start: 2026-03-02, people: [ana, ben] } ]
        """;

    private readonly TemporaryFolder _folder;
    private readonly HeedProcess _heed;

    private WatchedCredit(TemporaryFolder folder, HeedProcess heed)
    {
        _folder = folder;
        _heed = heed;
    }

    public Uri Address => _heed.Address;

    public static async Task<WatchedCredit> StartAsync(int predictions = 120)
    {
        TemporaryFolder folder = new();
        folder.Write("baseline.ndjson", Baseline());
        folder.Write("rules.yml", Rules);
        folder.Write("alertmanager.yml", Routing);
        folder.Write("oncall.yml", People);
        HeedProcess heed = await HeedProcess.StartAsync("serve", folder.Write("heed.yml", "server: { listen: 127.0.0.1:0 }\n" + Settings));
        string events = string.Concat(Enumerable.Range(0, predictions).Select(i => Prediction($"p{i}", i, null, shift: 30) + "\n"));
        using StringContent body = new(events, Encoding.UTF8, "application/x-ndjson");
        using HttpResponseMessage answer = await heed.Client.PostAsync("v1/events", body);
        answer.EnsureSuccessStatusCode();
        return new WatchedCredit(folder, heed);
    }

    public async ValueTask DisposeAsync()
    {
        await _heed.DisposeAsync();
        _folder.Dispose();
    }

    private static string Baseline()
    {
        StringBuilder rows = new();
        for (int i = 0; i < Rows; i++)
        {
            string time = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(i).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            rows.Append(Prediction($"b{i}", i, time, shift: 0)).Append('\n');
            rows.Append(CultureInfo.InvariantCulture, $$"""{"type":"label","model":"credit","id":"b{{i}}","time":"{{time}}","label":"{{Truth(i)}}"}""").Append('\n');
        }

        return rows.ToString();
    }

    private static string Prediction(string id, int i, string? time, double shift)
    {
        string stamp = time is null ? "" : $",\"time\":\"{time}\"";
        double income = (i * 37 % 101 / 10.0) + shift;
        return string.Create(CultureInfo.InvariantCulture, $$"""
            {"type":"prediction","model":"credit","version":"3","id":"{{id}}"{{stamp}},"latency_ms":{{8 + (i % 7)}},"features":{"income":{{income}},"region":"{{(i % 3 == 0 ? "north" : "south")}}"},"prediction":"{{Truth(i)}}","score":{{(i % 4 == 0 ? 0.8 : 0.2)}}}
            """);
    }

    private static string Truth(int i) => i % 4 == 0 ? "deny" : "approve";
}
