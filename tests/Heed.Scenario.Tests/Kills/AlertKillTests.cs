using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

using Heed.Testing;

namespace Heed.Scenario.Tests.Kills;

/// <summary>A real server that is killed while alerts are posted, fire, and their notices leave; on both of the state's databases.</summary>
public sealed class AlertKillTests(PostgresFixture fixture, ITestOutputHelper output) : IClassFixture<PostgresFixture>
{
    private const int Batch = 16;

    [Theory]
    [MemberData(nameof(KillableHeed.Stores), MemberType = typeof(KillableHeed))]
    public async Task Kills_while_a_thousand_alerts_fire_lose_no_notice_page_nobody_twice_and_leak_nothing(string store)
    {
        await using WebhookListener hook = await WebhookListener.StartAsync();
        await using KillableHeed heed = await KillableHeed.StartAsync(store, fixture, $$"""
            global: { resolve_timeout: 1h }
            route: { receiver: hook, group_by: ['...'], group_wait: 0s, group_interval: 1m, repeat_interval: 4h }
            {{ThousandAlerts.InhibitRules}}
            receivers: [{ name: hook, webhook_configs: [{ url: "{{new Uri(hook.Address, "hook")}}" }] }]
            """);
        ThousandAlerts alerts = new(hook);
        await ThousandAlerts.PostAsync(heed.Client);
        int[] killsAt = [120, 430, 800];
        foreach (int killAt in killsAt)
        {
            await alerts.TakeAsync(killAt);
            await heed.KillAsync();
            await alerts.TakeWaitingAsync();
            await heed.StartAsync();
            await ThousandAlerts.PostAsync(heed.Client);
        }

        await alerts.AssertWholeAsync(heed.Client, mostTwice: killsAt.Length);
        output.WriteLine($"{ThousandAlerts.Count} alerts, {killsAt.Length} kills, {alerts.Twice} notices twice");
    }

    [Theory]
    [MemberData(nameof(KillableHeed.Stores), MemberType = typeof(KillableHeed))]
    public async Task Alerts_that_were_answered_are_there_after_a_kill(string store)
    {
        await using KillableHeed heed = await KillableHeed.StartAsync(
            store, fixture, "route: { receiver: nobody, group_by: [model_name] }\nreceivers: [{ name: nobody }]\n");
        ConcurrentBag<int> answered = [];
        int next = -1;
        for (int kill = 1; kill <= 2; kill++)
        {
            int enough = kill * 60;
            HttpClient client = heed.Client;
            Task[] posters = [.. Enumerable.Range(0, 3).Select(_ => PostAsync(client, () => Interlocked.Increment(ref next), answered))];
            await Eventually.TrueAsync(() => Task.FromResult(answered.Count >= enough));
            Task killed = heed.KillAsync();
            await Task.WhenAll(posters);
            await killed;
            await heed.StartAsync();
            HashSet<string> known = await KnownAsync(heed.Client);
            output.WriteLine($"{answered.Count} posts were answered, {known.Count} alerts are there");
            Assert.All(answered, post => Assert.All(Enumerable.Range(post * Batch, Batch), i => Assert.Contains(Name(i), known)));
        }
    }

    /// <summary>One post after the other, until the server is gone.</summary>
    private static async Task PostAsync(HttpClient client, Func<int> next, ConcurrentBag<int> answered)
    {
        while (true)
        {
            int post = next();
            string body = JsonSerializer.Serialize(Enumerable.Range(post * Batch, Batch).Select(i => new
            {
                labels = new { alertname = Name(i), model_name = "m" + (i % 7).ToString(CultureInfo.InvariantCulture) },
            }));
            using StringContent content = new(body, Encoding.UTF8, "application/json");
            try
            {
                using HttpResponseMessage response = await client.PostAsync("api/v2/alerts", content);
                if (response.StatusCode == HttpStatusCode.OK) answered.Add(post);
            }
            catch (Exception gone) when (gone is HttpRequestException or ObjectDisposedException or TaskCanceledException)
            {
                return;
            }
        }
    }

    private static async Task<HashSet<string>> KnownAsync(HttpClient client)
    {
        using JsonDocument alerts = JsonDocument.Parse(await client.GetStringAsync("api/v2/alerts"));
        return [.. alerts.RootElement.EnumerateArray().Select(a => a.GetProperty("labels").GetProperty("alertname").GetString()!)];
    }

    private static string Name(int i) => "A" + i.ToString(CultureInfo.InvariantCulture);
}
