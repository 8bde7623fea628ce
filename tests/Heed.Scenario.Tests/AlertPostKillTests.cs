using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

using Heed.Testing;

namespace Heed.Scenario.Tests;

/// <summary>A real server that is killed while alerts are posted to it.</summary>
public sealed class AlertPostKillTests(ITestOutputHelper output)
{
    private const int Batch = 16;

    [Fact]
    public async Task Alerts_that_were_answered_are_there_after_a_kill()
    {
        using TemporaryFolder folder = new();
        folder.Write("am.yml", "route: { receiver: nobody, group_by: [model_name] }\nreceivers: [{ name: nobody }]\n");
        string config = folder.Write("heed.yml", "models: []\nalertmanager: am.yml\n");
        ConcurrentBag<int> answered = [];
        int next = -1;
        HeedProcess heed = await StartAsync(folder, config);
        try
        {
            for (int kill = 1; kill <= 2; kill++)
            {
                int enough = kill * 60;
                Task[] posters = [.. Enumerable.Range(0, 3).Select(_ => PostAsync(heed.Client, () => Interlocked.Increment(ref next), answered))];
                await Eventually.TrueAsync(() => Task.FromResult(answered.Count >= enough));
                await heed.KillAsync();
                await Task.WhenAll(posters);
                await heed.DisposeAsync();
                heed = await StartAsync(folder, config);
                HashSet<string> known = await KnownAsync(heed.Client);
                output.WriteLine($"{answered.Count} posts were answered, {known.Count} alerts are there");
                Assert.All(answered, post => Assert.All(Enumerable.Range(post * Batch, Batch), i => Assert.Contains(Name(i), known)));
            }
        }
        finally
        {
            await heed.DisposeAsync();
        }
    }

    private static Task<HeedProcess> StartAsync(TemporaryFolder folder, string config) =>
        HeedProcess.StartAsync("serve", config, "--port", "0", "--data", folder.File("data"));

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
            catch (HttpRequestException)
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
