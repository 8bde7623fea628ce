using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;

using Heed.Testing;

namespace Heed.Scenario.Tests;

/// <summary>Debian's amtool and Prometheus against a running Heed, as against the Alertmanager that they come with.</summary>
public sealed class AlertmanagerApiTests : IAsyncLifetime
{
    private const string Routing = """
        global: { slack_api_url: 'https://hooks.slack.com/services/s3cr3t' }
        route:
          receiver: nobody
          group_by: [alertname]
          group_wait: 1s
          routes:
            - { matchers: ['team="risk"'], receiver: risk, continue: true }
            - { matchers: ['team=~"risk|ops"'], receiver: ops }
        inhibit_rules:
          - { source_matchers: ['severity="critical"'], target_matchers: ['severity="warning"'], equal: [model] }
        receivers:
          - name: nobody
          - name: risk
            slack_configs: [{ channel: '#risk' }]
          - name: ops
        """;

    private readonly TemporaryFolder _folder = new();
    private RunningServer _heed = null!;

    public async ValueTask InitializeAsync()
    {
        _folder.Write("am.yml", Routing);
        string config = _folder.Write("heed.yml", "alertmanager: am.yml\nmodels: []\n");
        _heed = await RunningServer.StartAsync(config, TimeProvider.System.GetUtcNow(), _folder.File("data"));
    }

    public async ValueTask DisposeAsync()
    {
        await _heed.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Amtool_adds_alerts_and_asks_for_them()
    {
        await AmtoolAsync("alert", "add", "Drift", "team=risk", "severity=critical", "model=m", "--annotation=summary=scores moved");
        await AmtoolAsync("alert", "add", "Slow", "team=ops", "severity=warning", "model=m");

        Single("Drift", await AmtoolJsonAsync("alert", "query", "-o", "json"));
        JsonElement alerts = await AmtoolJsonAsync("alert", "query", "-o", "json", "--active", "--inhibited");
        Assert.Equal(["Drift", "Slow"], alerts.EnumerateArray().Select(a => a.GetProperty("labels").GetProperty("alertname").GetString()!).Order(StringComparer.Ordinal));
        JsonElement slow = Assert.Single((await AmtoolJsonAsync("alert", "query", "-o", "json", "--inhibited", "alertname=Slow")).EnumerateArray());
        Assert.Equal("suppressed", slow.GetProperty("status").GetProperty("state").GetString());
        Assert.Equal(Single("Drift", alerts).GetProperty("fingerprint").GetString(), slow.GetProperty("status").GetProperty("inhibitedBy")[0].GetString());
        Assert.Equal(["risk", "ops"], Single("Drift", alerts).GetProperty("receivers").EnumerateArray().Select(r => r.GetProperty("name").GetString()!));
        Assert.Contains("Drift", await AmtoolAsync("alert", "query", "--receiver=ris.", "team=~r.*"), StringComparison.Ordinal);
        Assert.DoesNotContain("Slow", await AmtoolAsync("alert", "query", "--receiver=risk"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Amtool_adds_a_silence_and_asks_for_it()
    {
        await AmtoolAsync("alert", "add", "Drift", "team=risk");
        string id = await SilenceAsync("alertname=Drift", "team!=ops");

        Assert.Equal(id, (await AmtoolAsync("silence", "query", "-q")).Trim());
        Assert.Equal(id, (await AmtoolAsync("silence", "query", "-q", "--created-by=ann", "--within=2h", "alertname=Drift")).Trim());
        Assert.Empty((await AmtoolAsync("silence", "query", "-q", "alertname=Other")).Trim());
        Assert.Equal("suppressed", Single("Drift", await AmtoolJsonAsync("alert", "query", "-o", "json", "--silenced")).GetProperty("status").GetProperty("state").GetString());
        Assert.Empty((await AmtoolJsonAsync("alert", "query", "-o", "json", "--active")).EnumerateArray());
    }

    [Fact]
    public async Task Amtool_updates_a_silence_in_its_place()
    {
        string id = await SilenceAsync("alertname=Drift");

        Assert.Contains(id, await AmtoolAsync("silence", "update", "--duration=3h", "--comment=still known", id), StringComparison.Ordinal);
        JsonElement changed = Assert.Single((await AmtoolJsonAsync("silence", "query", "-o", "json")).EnumerateArray());
        Assert.Equal((id, "still known"), (changed.GetProperty("id").GetString(), changed.GetProperty("comment").GetString()));
        Assert.InRange(changed.GetProperty("endsAt").GetDateTimeOffset() - changed.GetProperty("startsAt").GetDateTimeOffset(), TimeSpan.FromHours(2.9), TimeSpan.FromHours(3.1));
    }

    [Fact]
    public async Task Amtool_expires_a_silence_which_then_silences_nothing()
    {
        await AmtoolAsync("alert", "add", "Drift", "team=risk");
        string id = await SilenceAsync("alertname=Drift");
        await AmtoolAsync("silence", "expire", id);
        CatchUp();

        Assert.Empty((await AmtoolJsonAsync("silence", "query", "-o", "json")).EnumerateArray());
        Assert.Equal(id, (await AmtoolJsonAsync("silence", "query", "--expired", "-o", "json"))[0].GetProperty("id").GetString());
        Single("Drift", await AmtoolJsonAsync("alert", "query", "-o", "json", "--active"));
    }

    [Fact]
    public async Task Amtool_imports_the_silences_that_it_has_shown()
    {
        string id = await SilenceAsync("alertname=Drift", "team!=ops");
        string file = _folder.Write("silences.json", (await AmtoolJsonAsync("silence", "query", "-o", "json")).GetRawText());
        await AmtoolAsync("silence", "expire", id);
        await AmtoolAsync("silence", "import", file);

        JsonElement imported = Assert.Single((await AmtoolJsonAsync("silence", "query", "-o", "json")).EnumerateArray());
        Assert.NotEqual(id, imported.GetProperty("id").GetString());
        Assert.Equal(["alertname=Drift True", "team=ops False"], imported.GetProperty("matchers").EnumerateArray().Select(m => $"{m.GetProperty("name")}={m.GetProperty("value")} {m.GetProperty("isEqual")}"));
    }

    [Fact]
    public async Task Amtool_shows_the_configuration_without_secrets()
    {
        string shown = await AmtoolAsync("config", "show");

        Assert.Contains("slack_api_url: <secret>", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cr3t", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Amtool_reads_the_routes_of_the_shown_configuration()
    {
        Assert.Equal("risk,ops", (await AmtoolAsync("config", "routes", "test", "team=risk")).Trim());
        Assert.Contains("receiver: risk", await AmtoolAsync("config", "routes", "show"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Amtool_shows_that_there_is_no_cluster() =>
        Assert.Contains("disabled", await AmtoolAsync("cluster", "show"), StringComparison.Ordinal);

    [Fact]
    public async Task Amtool_checks_the_file_that_Heed_runs_with() =>
        Assert.Contains("SUCCESS", await AmtoolAsync("check-config", _folder.File("am.yml")), StringComparison.Ordinal);

    [Theory]
    [InlineData("[{}]", "at least one label pair required")]
    [InlineData("""[{"labels":{"alertname":""}}]""", "at least one label pair required")]
    [InlineData("""[{"labels":{"alertname":"A"},"startsAt":"2026-03-02T00:00:00Z","endsAt":"2026-03-01T00:00:00Z"}]""", "start time must be before end time")]
    [InlineData("{}", "expected a list of alerts")]
    [InlineData("[", "the body is not JSON")]
    [InlineData("""[{"labels":{"alertname":7}}]""", "or a value of another type than text")]
    public async Task What_is_no_alert_is_refused_and_the_rest_is_taken(string body, string expected)
    {
        (HttpStatusCode status, string answer) = await PostAsync("api/v2/alerts", body.Replace("[{", """[{"labels":{"alertname":"Good"}},{""", StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(expected, answer, StringComparison.Ordinal);
        bool taken = (await _heed.GetAsync("api/v2/alerts")).EnumerateArray().Any();
        Assert.Equal(body.StartsWith("[{", StringComparison.Ordinal) && !body.Contains('7', StringComparison.Ordinal), taken);
    }

    [Theory]
    [InlineData("""{"matchers":[{"name":"a","value":".*","isRegex":true}],"startsAt":"2026-01-01T00:00:00Z","endsAt":"2099-01-01T00:00:00Z","createdBy":"a","comment":"c"}""", 400)]
    [InlineData("""{"matchers":[{"name":"a","value":"b","isRegex":false}],"startsAt":"2026-01-01T00:00:00Z","endsAt":"2026-01-02T00:00:00Z","createdBy":"a","comment":"c"}""", 400)]
    [InlineData("""{"id":"nope","matchers":[{"name":"a","value":"b","isRegex":false}],"startsAt":"2026-01-01T00:00:00Z","endsAt":"2099-01-02T00:00:00Z","createdBy":"a","comment":"c"}""", 404)]
    [InlineData("""{"matchers":[]}""", 400)]
    public async Task A_silence_that_cannot_be_is_refused(string body, int expected) =>
        Assert.Equal(expected, (int)(await PostAsync("api/v2/silences", body)).Status);

    [Fact]
    public async Task A_real_Prometheus_sends_its_alerts_and_finds_them_in_their_groups()
    {
        _folder.Write("rules.yml", "groups: [{ name: g, rules: [{ alert: Always, expr: vector(1), labels: { team: risk }, annotations: { summary: on } }] }]\n");
        string file = _folder.Write(
            "prometheus.yml",
            $"global: {{ evaluation_interval: 1s }}\nrule_files: [rules.yml]\nalerting: {{ alertmanagers: [{{ static_configs: [{{ targets: ['{_heed.Client.BaseAddress!.Authority}'] }}] }}] }}\n");
        await using PeerProcess prometheus = await PeerProcess.StartAsync(
            "prometheus", "prometheus", "-/ready", port => ["--rules.alert.resend-delay=1s", $"--config.file={file}", $"--storage.tsdb.path={_folder.File("tsdb")}", $"--web.listen-address=127.0.0.1:{port}"]);

        await Eventually.TrueAsync(async () => (await _heed.GetAsync("api/v2/alerts/groups")).GetArrayLength() == 2);
        JsonElement groups = await _heed.GetAsync("api/v2/alerts/groups");
        Assert.Equal(["ops", "risk"], groups.EnumerateArray().Select(g => g.GetProperty("receiver").GetProperty("name").GetString()!).Order(StringComparer.Ordinal));
        Assert.All(groups.EnumerateArray(), g => Assert.Equal("""{"alertname":"Always"}""", g.GetProperty("labels").GetRawText()));
        JsonElement alert = groups[0].GetProperty("alerts")[0];
        Assert.Equal(("on", "active"), (alert.GetProperty("annotations").GetProperty("summary").GetString(), alert.GetProperty("status").GetProperty("state").GetString()));
        Assert.StartsWith("http", alert.GetProperty("generatorURL").GetString(), StringComparison.Ordinal);
    }

    private async Task<string> SilenceAsync(params string[] matchers)
    {
        string id = (await AmtoolAsync(["silence", "add", "--author=ann", "--comment=known", "--duration=1h", .. matchers])).Trim();
        CatchUp();
        return id;
    }

    /// <summary>Amtool speaks of the real time, so the server's clock follows it.</summary>
    private void CatchUp() => _heed.Clock.AdvanceTo(TimeProvider.System.GetUtcNow());

    private static JsonElement Single(string name, JsonElement alerts) =>
        Assert.Single(alerts.EnumerateArray(), a => a.GetProperty("labels").GetProperty("alertname").GetString() == name);

    private async Task<(HttpStatusCode Status, string Body)> PostAsync(string path, string body)
    {
        using StringContent content = new(body, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await _heed.Client.PostAsync(new Uri(path, UriKind.Relative), content);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    private async Task<JsonElement> AmtoolJsonAsync(params string[] arguments)
    {
        using JsonDocument document = JsonDocument.Parse(await AmtoolAsync(arguments));
        return document.RootElement.Clone();
    }

    private async Task<string> AmtoolAsync(params string[] arguments)
    {
        string[] all = arguments[0] == "check-config" ? arguments : [.. arguments, $"--alertmanager.url={_heed.Client.BaseAddress}"];
        ProcessStartInfo start = new("amtool", all) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Start(start);
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"amtool {string.Join(' ', arguments)}: {await errors} {output}");
        return output;
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            throw new InvalidOperationException("expected amtool on PATH: sudo apt-get install -y prometheus-alertmanager", missing);
        }
    }
}
