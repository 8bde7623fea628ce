using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

using Heed.Testing;

namespace Heed.Scenario.Tests.Pair;

/// <summary>Two real servers with one configuration, data of their own, and one PostgreSQL.</summary>
internal sealed class HeedPair : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _config;
    private int _started;

    private HeedPair(string url, Uri hook)
    {
        _folder.Write("am.yml", $$"""
            global: { resolve_timeout: 1h }
            route: { receiver: hook, group_by: ['...'], group_wait: 0s, group_interval: 1s, repeat_interval: 4h }
            {{ThousandAlerts.InhibitRules}}
            receivers: [{ name: hook, webhook_configs: [{ url: "{{new Uri(hook, "hook")}}" }] }]
            """);
        _folder.Write("rules.yml", "groups: [{ name: g, interval: 1s, rules: [{ alert: Always, expr: vector(1), labels: { severity: warning } }] }]\n");
        _config = _folder.Write("heed.yml", $$"""
            models: []
            alertmanager: am.yml
            rules: [rules.yml]
            global: { metric_aliases: false, sample_interval: 1s }
            {{PostgresFixture.KeyOf(url, _folder)}}
            """);
    }

    public HeedProcess Leader { get; private set; } = null!;

    public HeedProcess Follower { get; private set; } = null!;

    /// <summary>Starts both, and waits until one leads and the other knows.</summary>
    public static async Task<HeedPair> StartAsync(string url, Uri hook)
    {
        HeedPair pair = new(url, hook);
        pair.Leader = await pair.StartOneAsync();
        await Eventually.TrueAsync(() => LeadsAsync(pair.Leader));
        await pair.StartFollowerAsync();
        return pair;
    }

    /// <summary>Starts a further server in the follower's place.</summary>
    public async Task StartFollowerAsync()
    {
        Follower = await StartOneAsync();
        await Eventually.TrueAsync(async () => await ReadinessAsync(Follower) == "ready, follows " + Leader.Address.ToString().TrimEnd('/'));
    }

    /// <summary>The follower has taken over: the roles are exchanged.</summary>
    public async Task ExchangedAsync()
    {
        await Eventually.TrueAsync(() => LeadsAsync(Follower));
        (Leader, Follower) = (Follower, Leader);
    }

    public static async Task<bool> LeadsAsync(HeedProcess heed) => (await GetAsync(heed, "v1/status")).GetProperty("pair").GetProperty("leads").GetBoolean();

    public static async Task<string> ReadinessAsync(HeedProcess heed) => (await heed.Client.GetStringAsync("readyz")).TrimEnd();

    public static async Task<JsonElement> GetAsync(HeedProcess heed, string path)
    {
        using JsonDocument answer = JsonDocument.Parse(await heed.Client.GetStringAsync(path));
        return answer.RootElement.Clone();
    }

    /// <summary>Until one of the server's own figures, which are collected once a second, has a value.</summary>
    public static Task BecomesAsync(HeedProcess heed, string metric, double value) => Eventually.TrueAsync(async () =>
    {
        string all = await heed.Client.GetStringAsync("metrics");
        string? line = all.Split('\n').FirstOrDefault(l => l.StartsWith(metric + "{", StringComparison.Ordinal));
        return line is not null && double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture) == value;
    });

    public static async Task<HttpStatusCode> PostAlertsAsync(HeedProcess heed, params IEnumerable<string> names)
    {
        string body = JsonSerializer.Serialize(names.Select(name => new { labels = new Dictionary<string, string> { ["alertname"] = name } }));
        return await PostAsync(heed, "api/v2/alerts", body);
    }

    public static async Task<HttpStatusCode> PostAsync(HeedProcess heed, string path, string body)
    {
        using StringContent content = new(body, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await heed.Client.PostAsync(path, content);
        return response.StatusCode;
    }

    /// <summary>Until nothing is left to be sent.</summary>
    public static Task SentAsync(HeedProcess heed) => Eventually.TrueAsync(async () =>
        (await GetAsync(heed, "v1/notifications?limit=1000")).GetProperty("notifications").EnumerateArray().All(n => n.GetProperty("state").GetString() != "pending"));

    public async ValueTask DisposeAsync()
    {
        if (Leader is not null) await Leader.DisposeAsync();
        if (Follower is not null) await Follower.DisposeAsync();
        _folder.Dispose();
    }

    private Task<HeedProcess> StartOneAsync() =>
        HeedProcess.StartAsync("serve", _config, "--port", "0", "--data", _folder.File(FormattableString.Invariant($"data-{++_started}")));
}
