using System.Net;
using System.Text;
using System.Text.Json;

using Heed.Query.Execution;
using Heed.Query.Results;
using Heed.Storage;
using Heed.Testing;

namespace Heed.Scenario.Tests;

/// <summary>Incidents over HTTP, in a whole server under a manual clock.</summary>
public sealed class IncidentTests : IDisposable
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch.AddYears(56).AddDays(1);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_person_acknowledges_comments_resolves_and_judges_and_a_restart_forgets_none_of_it()
    {
        string config = WriteConfig();
        string data = _folder.File("data");
        string id;
        await using (RunningServer server = await RunningServer.StartAsync(config, Start, data))
        {
            await PostAsync(server, ("ErrorBurst", "warning"), ("FeatureNulls", "warning"));
            server.Clock.Advance(TimeSpan.FromMinutes(1));
            await server.SettleAsync();
            JsonElement incident = Assert.Single((await server.GetAsync("v1/incidents")).GetProperty("incidents").EnumerateArray());
            id = incident.GetProperty("id").GetString()!;
            Assert.Equal(("open", "about FeatureNulls", 2), (incident.GetProperty("state").GetString(), incident.GetProperty("title").GetString(), incident.GetProperty("alert_count").GetInt32()));

            Assert.Equal(HttpStatusCode.OK, await ActAsync(server, id, "acknowledge", """{"who":"ann","note":"looking"}"""));
            Assert.Equal(HttpStatusCode.Conflict, await ActAsync(server, id, "acknowledge", """{"who":"bob"}"""));
            Assert.Equal(HttpStatusCode.OK, await ActAsync(server, id, "comment", """{"who":"ann","note":"the feed is down"}"""));
            Assert.Equal(HttpStatusCode.BadRequest, await ActAsync(server, id, "comment", """{"who":"ann"}"""));
            Assert.Equal(HttpStatusCode.BadRequest, await ActAsync(server, id, "resolve", """{"note":"no name"}"""));
            Assert.Equal(HttpStatusCode.NotFound, await ActAsync(server, "000000000000", "acknowledge", """{"who":"ann"}"""));
        }

        await using (RunningServer server = await RunningServer.StartAsync(config, Start.AddMinutes(2), data))
        {
            JsonElement incident = await server.GetAsync("v1/incidents/" + id);
            Assert.Equal(("acknowledged", "ann"), (incident.GetProperty("state").GetString(), incident.GetProperty("acknowledged_by").GetString()));
            Assert.Equal(["data", "service"], incident.GetProperty("chain").EnumerateArray().Select(l => l.GetProperty("layer").GetString()));
            Assert.Equal(HttpStatusCode.OK, await ActAsync(server, id, "resolve", """{"who":"ann"}"""));
            server.Clock.Advance(TimeSpan.FromMinutes(40));
            await server.SettleAsync();
            Assert.Equal(HttpStatusCode.OK, await ActAsync(server, id, "verdict", """{"who":"bob","verdict":"acted_on"}"""));
        }

        await using (RunningServer server = await RunningServer.StartAsync(config, Start.AddDays(60), data))
        {
            Assert.Empty((await server.GetAsync("v1/incidents")).GetProperty("incidents").EnumerateArray());
            JsonElement old = Assert.Single((await server.GetAsync("v1/incidents?since=31536000&state=closed")).GetProperty("incidents").EnumerateArray());
            Assert.Equal("acted_on", old.GetProperty("verdict").GetString());
            JsonElement incident = await server.GetAsync("v1/incidents/" + id);
            string[] kinds = [.. incident.GetProperty("timeline").EnumerateArray().Select(t => t.GetProperty("kind").GetString()!)];
            Assert.Contains("notice", kinds);
            Assert.Equal(
                ["alert_fired", "alert_fired", "opened", "acknowledged", "comment", "resolved", "alert_resolved", "alert_resolved", "closed", "verdict"],
                kinds.Where(k => k != "notice"));
        }
    }

    [Fact]
    public async Task The_noise_report_counts_interruptions_verdicts_and_rules_that_never_fired()
    {
        string config = WriteConfig();
        await using RunningServer server = await RunningServer.StartAsync(config, Start, _folder.File("data"));
        await PostAsync(server, ("ErrorBurst", "critical"), ("FeatureNulls", "warning"));
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        await server.SettleAsync();
        string id = (await server.GetAsync("v1/incidents")).GetProperty("incidents")[0].GetProperty("id").GetString()!;
        server.Clock.Advance(TimeSpan.FromMinutes(4));
        await server.SettleAsync();
        Assert.Equal(HttpStatusCode.OK, await ActAsync(server, id, "acknowledge", """{"who":"ann"}"""));
        Assert.Equal(HttpStatusCode.OK, await ActAsync(server, id, "verdict", """{"who":"ann","verdict":"noise"}"""));
        Assert.Equal(1, IncidentsOn(server));

        JsonElement report = await server.GetAsync("v1/noise");
        JsonElement week = Assert.Single(report.GetProperty("weeks").EnumerateArray());
        Assert.Equal(("m", 1, 1, 1, "below"), (
            week.GetProperty("service").GetString(), week.GetProperty("interruptions").GetInt32(), week.GetProperty("incidents").GetInt32(),
            week.GetProperty("noise").GetInt32(), week.GetProperty("against").GetString()));
        Assert.Equal(290, week.GetProperty("median_seconds_to_acknowledge").GetDouble(), 1.0);
        Assert.Equal(1, week.GetProperty("night_pages").GetInt32());
        Assert.Equal(["ErrorBurst", "FeatureNulls"], report.GetProperty("noisiest_rules").EnumerateArray().Select(r => r.GetProperty("rule").GetString()));
        Assert.Equal(["Never"], report.GetProperty("never_fired").EnumerateArray().Select(r => r.GetProperty("rule").GetString()));

        server.Clock.Advance(TimeSpan.FromMinutes(40));
        await server.SettleAsync();
        Assert.Equal(0, IncidentsOn(server));
    }

    /// <summary>What an exported dashboard marks: the last figure of critical incidents.</summary>
    private static double IncidentsOn(RunningServer server)
    {
        using SeriesStore store = SeriesStore.Open(new StoreOptions());
        long nowMs = server.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        server.Station.Figures.Collect(nowMs, store);
        QueryResult result = new QueryEngine(store).Instant("ml_incidents{model_name=\"m\",severity=\"critical\"}", nowMs);
        return Assert.Single(Assert.IsType<VectorValue>(result.Value).Samples).Sample.Value;
    }

    private string WriteConfig()
    {
        _folder.Write("rules.yml", "groups: [{ name: g, rules: [{ alert: Never, expr: 'vector(1) > 2' }] }]\n");
        _folder.Write("am.yml", """
            route: { receiver: out, group_by: [alertname], group_wait: 10s, group_interval: 1m, repeat_interval: 4h }
            receivers: [{ name: out, file_configs: [{ path: notices.ndjson }] }]
            """);
        return _folder.Write("heed.yml", "models: []\nrules: [rules.yml]\nalertmanager: am.yml\n");
    }

    private static async Task PostAsync(RunningServer server, params (string Name, string Severity)[] alerts)
    {
        string end = server.Clock.GetUtcNow().AddMinutes(10).ToString("O");
        string body = JsonSerializer.Serialize(alerts.Select(a => new
        {
            labels = new Dictionary<string, string> { ["alertname"] = a.Name, ["model_name"] = "m", ["severity"] = a.Severity },
            annotations = new Dictionary<string, string> { ["summary"] = "about " + a.Name },
            endsAt = end,
        }));
        using StringContent content = new(body, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await server.Client.PostAsync("api/v2/alerts", content);
        Assert.Equal("", await response.Content.ReadAsStringAsync());
    }

    private static async Task<HttpStatusCode> ActAsync(RunningServer server, string id, string action, string body)
    {
        using StringContent content = new(body, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await server.Client.PostAsync($"v1/incidents/{id}/{action}", content);
        return response.StatusCode;
    }
}
