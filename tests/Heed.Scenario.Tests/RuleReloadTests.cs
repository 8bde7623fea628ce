using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;

using Heed.Testing;

namespace Heed.Scenario.Tests;

/// <summary>A real server with a thousand pending alerts is killed, and its rules are read again: no alert loses the time it has waited.</summary>
public sealed class RuleReloadTests : IDisposable
{
    private const int Alerts = 1000;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_kill_loses_no_progress_of_a_thousand_pending_alerts()
    {
        string config = Write(Rule("Steady", "1h"));
        await using HeedProcess first = await StartAsync(config);
        Dictionary<string, string> before = await PendingAsync(first, Alerts);

        // The engine's owner answers between two of its turns: what the turn before has changed is on the disk by then.
        await first.Client.GetStringAsync("v1/models");
        await first.KillAsync();
        await using HeedProcess second = await StartAsync(config);
        Assert.Equal(before, await PendingAsync(second, Alerts));
        Assert.Equal(Alerts, before.Count);
    }

    [Theory]
    [InlineData("signal")]
    [InlineData("request")]
    public async Task A_reload_keeps_every_alert_but_those_of_the_rule_that_changed(string way)
    {
        string config = Write(Rule("Steady", "1h"), Rule("Changing", "1h", "vector(1) > 0"));
        await using HeedProcess heed = await StartAsync(config);
        Dictionary<string, string> before = await PendingAsync(heed, Alerts + 1);

        // The hold duration is no part of a rule's identity, its expression is.
        WriteRules(Rule("Steady", "2h"), Rule("Changing", "1h", "vector(2) > 0"));
        await ReloadAsync(heed, way);
        await Eventually.TrueAsync(async () => (await PendingAsync(heed, Alerts + 1))["Changing "] != before["Changing "]);
        Dictionary<string, string> after = await PendingAsync(heed, Alerts + 1);
        before.Remove("Changing ");
        after.Remove("Changing ");
        Assert.Equal(before, after);
    }

    [Fact]
    public async Task A_reload_of_broken_rules_changes_nothing_and_says_where()
    {
        string config = Write(Rule("Steady", "1h"));
        await using HeedProcess heed = await StartAsync(config);
        Dictionary<string, string> before = await PendingAsync(heed, Alerts);
        _folder.Write("rules.yml", "groups:\n  - name: g\n    rules:\n      - { alert: A, expr: 'sum(' }\n");
        using HttpResponseMessage answer = await heed.Client.PostAsync("-/reload", content: null);
        string text = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Contains("rules.yml:4:", text, StringComparison.Ordinal);
        Assert.Equal(before, await PendingAsync(heed, Alerts));
        using JsonDocument status = JsonDocument.Parse(await heed.Client.GetStringAsync("api/v1/status/runtimeinfo"));
        Assert.False(status.RootElement.GetProperty("data").GetProperty("reloadConfigSuccess").GetBoolean());
    }

    [Fact]
    public async Task Without_the_admin_api_nobody_reloads_over_http()
    {
        string config = _folder.Write("heed.yml", "models: []\n");
        await using HeedProcess heed = await StartAsync(config);
        using HttpResponseMessage answer = await heed.Client.PostAsync("-/reload", content: null);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    private static string Rule(string alert, string hold, string? expression = null)
    {
        // A thousand elements without any stored series: the digits of a number, each a label of its own.
        expression ??= string.Join(" or ", Enumerable.Range(0, 10).Select(Tens));
        return $"      - {{ alert: {alert}, expr: '{expression}', for: {hold} }}\n";

        static string Tens(int digit) => string.Join(" or ", Enumerable.Range(digit * 100, 100).Select(i =>
            string.Create(CultureInfo.InvariantCulture, $"label_replace(vector(1), \"n\", \"{i}\", \"\", \"\")")));
    }

    private static Task<HeedProcess> StartAsync(string config) =>
        HeedProcess.StartAsync("serve", config, "--port", "0", "--data", Path.Combine(Path.GetDirectoryName(config)!, "data"));

    private static async Task ReloadAsync(HeedProcess heed, string way)
    {
        if (way == "request")
        {
            using HttpResponseMessage answer = await heed.Client.PostAsync("-/reload", content: null);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            return;
        }

        using Process signal = Process.Start("kill", ["-HUP", heed.Id.ToString(CultureInfo.InvariantCulture)]);
        await signal.WaitForExitAsync();
        Assert.Equal(0, signal.ExitCode);
    }

    /// <summary>Since when each alert is pending, once there are so many.</summary>
    private static async Task<Dictionary<string, string>> PendingAsync(HeedProcess heed, int count)
    {
        Dictionary<string, string> since = [];
        await Eventually.TrueAsync(async () =>
        {
            using JsonDocument answer = JsonDocument.Parse(await heed.Client.GetStringAsync("api/v1/alerts"));
            since.Clear();
            foreach (JsonElement alert in answer.RootElement.GetProperty("data").GetProperty("alerts").EnumerateArray())
            {
                JsonElement labels = alert.GetProperty("labels");
                string n = labels.TryGetProperty("n", out JsonElement label) ? label.GetString()! : "";
                Assert.Equal("pending", alert.GetProperty("state").GetString());
                since.Add($"{labels.GetProperty("alertname").GetString()} {n}", alert.GetProperty("activeAt").GetString()!);
            }

            return since.Count == count;
        });
        return new Dictionary<string, string>(since);
    }

    private string Write(params string[] rules)
    {
        WriteRules(rules);
        return _folder.Write("heed.yml", "server: { admin_api: true }\nmodels: []\nglobal: { evaluation_interval: 1s, metric_aliases: false }\nrules: [rules.yml]\n");
    }

    private void WriteRules(params string[] rules) => _folder.Write("rules.yml", "groups:\n  - name: g\n    rules:\n" + string.Concat(rules));
}
