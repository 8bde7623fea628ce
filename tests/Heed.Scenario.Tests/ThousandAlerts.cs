using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

using Heed.Testing;

namespace Heed.Scenario.Tests;

/// <summary>
/// A thousand alerts that page, each of which inhibits another; every second pair is of a model of its own. And what a hook was told of
/// them: no notice may be missing, none may come twice, and of the inhibited none at all.
/// </summary>
internal sealed class ThousandAlerts(WebhookListener hook)
{
    public const int Count = 1000;

    /// <summary>What makes the one inhibit the other, for Alertmanager's file.</summary>
    public const string InhibitRules =
        """inhibit_rules: [{ source_matchers: ['severity="critical"'], target_matchers: ['severity="warning"'], equal: [instance] }]""";

    private const int Batch = 100;

    private readonly Dictionary<string, int> _notices = [];

    /// <summary>Of how many alerts the hook was told.</summary>
    public int Told => _notices.Count;

    /// <summary>How many notices came again.</summary>
    public int Twice => _notices.Values.Sum(count => count - 1);

    /// <summary>Says all of them, as whoever raises alerts does again and again; that they were known is what keeps them quiet.</summary>
    public static async Task PostAsync(HttpClient client)
    {
        for (int first = 0; first < Count; first += Batch)
        {
            string body = JsonSerializer.Serialize(Enumerable.Range(first, Batch).SelectMany(i => new[] { Alert("Down", "critical", i), Alert("Slow", "warning", i) }));
            using StringContent content = new(body, Encoding.UTF8, "application/json");
            using HttpResponseMessage response = await client.PostAsync("api/v2/alerts", content);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
    }

    /// <summary>Takes notices until so many alerts are told of.</summary>
    public async Task TakeAsync(int told)
    {
        while (Told < told) Take(await hook.NextAsync());
    }

    /// <summary>Takes what has arrived.</summary>
    public async Task TakeWaitingAsync()
    {
        while (hook.Waiting > 0) Take(await hook.NextAsync());
    }

    /// <summary>Once all were told of: says them again, waits until nothing is left to be sent, and looks at what is known.</summary>
    /// <param name="client">Of the server that leads.</param>
    /// <param name="mostTwice">A kill between a receiver's answer and its record sends that notice again.</param>
    public async Task AssertWholeAsync(HttpClient client, int mostTwice)
    {
        await TakeAsync(Count);
        await PostAsync(client);
        await Eventually.TrueAsync(async () => await PendingAsync(client) == 0);
        await TakeWaitingAsync();
        Assert.InRange(Twice, 0, mostTwice);
        Assert.All(_notices.Keys, name => Assert.StartsWith("Down", name, StringComparison.Ordinal));
        using JsonDocument held = JsonDocument.Parse(await client.GetStringAsync("api/v2/alerts?inhibited=true&active=false"));
        Assert.Equal(Count, held.RootElement.GetArrayLength());
        using JsonDocument incidents = JsonDocument.Parse(await client.GetStringAsync("v1/incidents?limit=1000"));
        Assert.Equal(Count / 2, incidents.RootElement.GetProperty("incidents").GetArrayLength());
    }

    private static async Task<int> PendingAsync(HttpClient client)
    {
        using JsonDocument answer = JsonDocument.Parse(await client.GetStringAsync("v1/notifications?limit=1000"));
        return answer.RootElement.GetProperty("notifications").EnumerateArray().Count(n => n.GetProperty("state").GetString() == "pending");
    }

    private static object Alert(string name, string severity, int i)
    {
        string instance = i.ToString(CultureInfo.InvariantCulture);
        Dictionary<string, string> labels = new() { ["alertname"] = name, ["severity"] = severity, ["instance"] = instance };
        if (i % 2 == 0) labels["model_name"] = "m" + instance;
        return new { labels };
    }

    private void Take(JsonElement notice)
    {
        Assert.Equal("firing", notice.GetProperty("status").GetString());
        foreach (JsonElement alert in notice.GetProperty("alerts").EnumerateArray())
        {
            JsonElement labels = alert.GetProperty("labels");
            string name = labels.GetProperty("alertname").GetString() + labels.GetProperty("instance").GetString();
            _notices[name] = _notices.GetValueOrDefault(name) + 1;
        }
    }
}
