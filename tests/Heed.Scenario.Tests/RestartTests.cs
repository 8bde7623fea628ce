using System.Text.Json;

using Heed.Testing;

namespace Heed.Scenario.Tests;

/// <summary>What was there before a restart is there behind it: windows, states of alerts, what was sent.</summary>
public sealed class RestartTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_window_goes_on_where_it_was()
    {
        string config = CreditModel.Write(_folder);
        double? whole;
        await using (RunningServer server = await RunningServer.StartAsync(config, Start, _folder.File("whole")))
        {
            await server.PostAsync(CreditModel.Predictions(100, shift: 3));
            server.Clock.Advance(TimeSpan.FromMinutes(1));
            whole = await server.QueryAsync("ml_data_drift_score{feature_name=\"income\"}");
        }

        string data = _folder.File("cut");
        await using (RunningServer server = await RunningServer.StartAsync(config, Start, data)) await server.PostAsync(CreditModel.Predictions(60, shift: 3));
        await using (RunningServer server = await RunningServer.StartAsync(config, Start.AddMinutes(1), data))
        {
            await server.PostAsync(CreditModel.Predictions(40, first: 60, shift: 3));
            server.Clock.Advance(TimeSpan.FromMinutes(1));
            Assert.Equal(whole, await server.QueryAsync("ml_data_drift_score{feature_name=\"income\"}"));
            Assert.Equal(100, await server.QueryAsync("sum(ml_requests_total)"));
        }
    }

    [Fact]
    public async Task A_notice_that_was_sent_is_not_sent_again_and_its_end_is()
    {
        await using WebhookListener hook = await WebhookListener.StartAsync();
        string config = WriteAlerting(hook.Address);
        string data = _folder.File("data");
        await using (RunningServer server = await RunningServer.StartAsync(config, Start, data))
        {
            await server.PostAsync(CreditModel.Predictions(100, shift: 5));
            server.Clock.Advance(TimeSpan.FromMinutes(3));
            JsonElement firing = await hook.NextAsync();
            Assert.Equal("firing", firing.GetProperty("status").GetString());
            Assert.Equal("eu-1", firing.GetProperty("commonLabels").GetProperty("site").GetString());
            Assert.Equal("hook", Assert.Single((await server.GetAsync("v1/alerts")).GetProperty("alerts")[0].GetProperty("receivers").EnumerateArray()).GetString());
            Assert.Equal("4", firing.GetProperty("version").GetString());
            await SentAsync(server, 1);
        }

        await using (RunningServer server = await RunningServer.StartAsync(config, Start.AddMinutes(4), data))
        {
            server.Clock.Advance(TimeSpan.FromMinutes(30));
            await server.SettleAsync();
            JsonElement alert = Assert.Single((await server.GetAsync("v1/alerts")).GetProperty("alerts").EnumerateArray());
            Assert.Equal("firing", alert.GetProperty("state").GetString());
            await SentAsync(server, 1);
            Assert.Equal(0, hook.Waiting);

            await server.PostAsync(CreditModel.Predictions(100, first: 100));
            server.Clock.Advance(TimeSpan.FromMinutes(20));
            Assert.Equal("resolved", (await hook.NextAsync()).GetProperty("status").GetString());
            await SentAsync(server, 2);
        }
    }

    [Fact]
    public async Task A_notice_that_could_not_leave_before_a_restart_leaves_behind_it_once()
    {
        await using (WebhookListener gone = await WebhookListener.StartAsync())
        {
            WriteAlerting(gone.Address);
        }

        string config = _folder.File("heed.yml");
        string data = _folder.File("data");
        int port = new Uri(File.ReadAllText(_folder.File("hook.url"))).Port;
        await using (RunningServer server = await RunningServer.StartAsync(config, Start, data))
        {
            await server.PostAsync(CreditModel.Predictions(100, shift: 5));
            server.Clock.Advance(TimeSpan.FromMinutes(3));
            await server.SettleAsync();
            await Eventually.TrueAsync(async () => (await NoticesAsync(server)).Any(n => n.GetProperty("attempts").GetInt32() > 0));
        }

        await using WebhookListener hook = await WebhookListener.StartAsync(port);
        await using (RunningServer server = await RunningServer.StartAsync(config, Start.AddMinutes(4), data))
        {
            Assert.Equal("firing", (await hook.NextAsync()).GetProperty("status").GetString());
            server.Clock.Advance(TimeSpan.FromMinutes(30));
            await SentAsync(server, 1);
            Assert.Equal(0, hook.Waiting);
        }
    }

    private string WriteAlerting(Uri hook)
    {
        string url = new Uri(hook, "hook").ToString();
        _folder.Write("hook.url", url);
        _folder.Write("rules.yml", """
            groups:
              - name: drift
                interval: 1m
                rules:
                  - alert: Drift
                    expr: ml_data_drift_score{feature_name="income"} > 0.25
                    for: 1m
                    labels: { severity: warning }
                    annotations: { summary: '{{ $labels.feature_name }} drifts: {{ $value | printf "%.2f" }}' }
            """);
        _folder.Write("alertmanager.yml", $$"""
            route: { receiver: hook, group_by: [alertname], group_wait: 0s, group_interval: 1m, repeat_interval: 4h }
            receivers: [ { name: hook, webhook_configs: [ { url: "{{url}}" } ] } ]
            """);
        return CreditModel.Write(_folder, "signals: { off: all }\nrules: [rules.yml]\nalertmanager: alertmanager.yml\nglobal: { external_labels: { site: eu-1 } }\n");
    }

    private static async Task SentAsync(RunningServer server, int count)
    {
        await server.SettleAsync();
        await Eventually.TrueAsync(async () => (await NoticesAsync(server)).Count(n => n.GetProperty("state").GetString() == "sent") >= count);
        Assert.Equal(count, (await NoticesAsync(server)).Count);
    }

    private static async Task<IReadOnlyList<JsonElement>> NoticesAsync(RunningServer server) =>
        [.. (await server.GetAsync("v1/notifications")).GetProperty("notifications").EnumerateArray()];
}
