using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

using Heed.Testing;

namespace Heed.Scenario.Tests;

/// <summary>A real server that is killed while a thousand alerts fire and their notices leave.</summary>
public sealed class AlertKillTests(ITestOutputHelper output)
{
    private const int Alerts = 1000;

    [Fact]
    public async Task Kills_while_a_thousand_alerts_fire_lose_no_notice_page_nobody_twice_and_leak_nothing()
    {
        using TemporaryFolder folder = new();
        await using WebhookListener hook = await WebhookListener.StartAsync();
        string config = WriteConfig(folder, hook.Address);
        Dictionary<string, int> notices = [];
        int[] killsAt = [120, 430, 800];
        HeedProcess heed = await StartAsync(folder, config);
        try
        {
            await PostAsync(heed);
            foreach (int killAt in killsAt)
            {
                while (notices.Count < killAt) Take(notices, await hook.NextAsync());
                await heed.KillAsync();
                await heed.DisposeAsync();
                while (hook.Waiting > 0) Take(notices, await hook.NextAsync());
                heed = await StartAsync(folder, config);

                // Whoever raises alerts says them again, as Prometheus does; that they were known is what keeps them quiet.
                await PostAsync(heed);
            }

            while (notices.Count < Alerts) Take(notices, await hook.NextAsync());
            await PostAsync(heed);
            await Eventually.TrueAsync(async () => await PendingAsync(heed) == 0);
            while (hook.Waiting > 0) Take(notices, await hook.NextAsync());

            int twice = notices.Values.Sum(count => count - 1);
            output.WriteLine($"{Alerts} alerts, {killsAt.Length} kills, {twice} notices twice");

            // Only the one whose answer came before the kill and whose record did not.
            Assert.InRange(twice, 0, killsAt.Length);
            Assert.All(notices.Keys, name => Assert.StartsWith("Down", name, StringComparison.Ordinal));
            using JsonDocument held = JsonDocument.Parse(await heed.Client.GetStringAsync("api/v2/alerts?inhibited=true&active=false"));
            Assert.Equal(Alerts, held.RootElement.GetArrayLength());
            using JsonDocument incidents = JsonDocument.Parse(await heed.Client.GetStringAsync("v1/incidents?limit=1000"));
            Assert.Equal(Alerts / 2, incidents.RootElement.GetProperty("incidents").GetArrayLength());
        }
        finally
        {
            await heed.DisposeAsync();
        }
    }

    private static Task<HeedProcess> StartAsync(TemporaryFolder folder, string config) =>
        HeedProcess.StartAsync("serve", config, "--port", "0", "--data", folder.File("data"));

    private static void Take(Dictionary<string, int> notices, JsonElement notice)
    {
        Assert.Equal("firing", notice.GetProperty("status").GetString());
        foreach (JsonElement alert in notice.GetProperty("alerts").EnumerateArray())
        {
            JsonElement labels = alert.GetProperty("labels");
            string name = labels.GetProperty("alertname").GetString() + labels.GetProperty("instance").GetString();
            notices[name] = notices.GetValueOrDefault(name) + 1;
        }
    }

    private static async Task<int> PendingAsync(HeedProcess heed)
    {
        using JsonDocument answer = JsonDocument.Parse(await heed.Client.GetStringAsync("v1/notifications?limit=1000"));
        return answer.RootElement.GetProperty("notifications").EnumerateArray().Count(n => n.GetProperty("state").GetString() == "pending");
    }

    /// <summary>Every alert inhibits another one; half of them are of models, each of its own.</summary>
    private static async Task PostAsync(HeedProcess heed)
    {
        for (int first = 0; first < Alerts; first += 100)
        {
            string body = JsonSerializer.Serialize(Enumerable.Range(first, 100).SelectMany(i => new[] { Alert("Down", "critical", i), Alert("Slow", "warning", i) }));
            using StringContent content = new(body, Encoding.UTF8, "application/json");
            using HttpResponseMessage response = await heed.Client.PostAsync("api/v2/alerts", content);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
    }

    private static object Alert(string name, string severity, int i)
    {
        string instance = i.ToString(CultureInfo.InvariantCulture);
        Dictionary<string, string> labels = new() { ["alertname"] = name, ["severity"] = severity, ["instance"] = instance };
        if (i % 2 == 0) labels["model_name"] = "m" + instance;
        return new { labels };
    }

    private static string WriteConfig(TemporaryFolder folder, Uri hook)
    {
        folder.Write("am.yml", $$"""
            global: { resolve_timeout: 1h }
            route: { receiver: hook, group_by: ['...'], group_wait: 0s, group_interval: 1m, repeat_interval: 4h }
            inhibit_rules: [{ source_matchers: ['severity="critical"'], target_matchers: ['severity="warning"'], equal: [instance] }]
            receivers: [{ name: hook, webhook_configs: [{ url: "{{new Uri(hook, "hook")}}" }] }]
            """);
        return folder.Write("heed.yml", "models: []\nalertmanager: am.yml\n");
    }
}
