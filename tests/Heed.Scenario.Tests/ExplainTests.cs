using System.Text;
using System.Text.Json;

using Heed.Testing;

namespace Heed.Scenario.Tests;

/// <summary>Why, and why not: every alert of a server that has seen everything has an answer, now and at any time before.</summary>
public sealed class ExplainTests : IDisposable
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch.AddYears(56).AddDays(1);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_alert_has_an_answer_at_every_minute_and_so_has_every_rule_that_never_fired()
    {
        await using RunningServer server = await RunningServer.StartAsync(WriteConfig(), Start, _folder.File("data"));
        await server.PostAsync(CreditModel.Predictions(100, shift: 5));
        for (int minute = 1; minute <= 20; minute++)
        {
            if (minute == 6) await SilenceAsync(server, "Silenced");
            if (minute == 12) await server.PostAsync(CreditModel.Predictions(100, first: 100));
            server.Clock.Advance(TimeSpan.FromMinutes(1));
            await server.SettleAsync();
        }

        string[] rules = ["Drift", "DriftToo", "Waits", "Far", "Silenced", "Inhibited", "Lost"];
        string[] seen = [.. (await server.GetAsync("v1/alerts")).GetProperty("alerts").EnumerateArray().Select(a => a.GetProperty("name").GetString()!).Distinct()];
        int answered = 0;
        foreach (string rule in rules.Union(seen))
        {
            for (int minute = 0; minute <= 20; minute++)
            {
                JsonElement answer = await ExplainAsync(server, rule, minute);
                Assert.NotEmpty(answer.GetProperty("rules").EnumerateArray());
                foreach (JsonElement each in answer.GetProperty("alerts").EnumerateArray().Concat(answer.GetProperty("rules").EnumerateArray()))
                {
                    Assert.NotEmpty(each.GetProperty("summary").GetString()!);
                    answered++;
                }

                foreach (JsonElement receiver in answer.GetProperty("alerts").EnumerateArray().SelectMany(a => a.GetProperty("receivers").EnumerateArray()))
                {
                    Assert.NotEmpty(receiver.GetProperty("text").GetString()!);
                    Assert.NotEmpty(receiver.GetProperty("reason").GetString()!);
                }
            }
        }

        Assert.True(answered > rules.Length * 20, $"{answered} answers");
    }

    [Theory]
    [InlineData("Drift", 4, "firing", "hook webhook[0] was notified", "first notification of the group")]
    [InlineData("DriftToo", 4, "firing", "not notified", "joined the incident")]
    [InlineData("Waits", 4, "pending", "fires at", "above the bound of 0.25")]
    [InlineData("Silenced", 10, "firing", "not notified", "silenced by")]
    [InlineData("Inhibited", 4, "firing", "not notified", "inhibited by {alertname=\"Drift\"")]
    [InlineData("Lost", 4, "firing", "nobody was not notified", "the receiver sends nowhere")]
    [InlineData("Drift", 20, "resolved", "hook webhook[0]", "incident ")]
    public async Task The_answer_names_the_reason(string rule, int minute, string state, string first, string second)
    {
        await using RunningServer server = await RunningServer.StartAsync(WriteConfig(), Start, _folder.File("data"));
        await server.PostAsync(CreditModel.Predictions(100, shift: 5));
        for (int passed = 1; passed <= 20; passed++)
        {
            if (passed == 2) await SilenceAsync(server, "Silenced");
            if (passed == 12) await server.PostAsync(CreditModel.Predictions(100, first: 100));
            server.Clock.Advance(TimeSpan.FromMinutes(1));
            await server.SettleAsync();
        }

        JsonElement alert = Assert.Single((await ExplainAsync(server, rule, minute)).GetProperty("alerts").EnumerateArray());
        Assert.Equal(state, alert.GetProperty("state").GetString());
        Assert.Contains(first, alert.GetProperty("summary").GetString()!, StringComparison.Ordinal);
        Assert.Contains(second, alert.GetProperty("summary").GetString()!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_that_does_not_fire_says_by_how_much()
    {
        await using RunningServer server = await RunningServer.StartAsync(WriteConfig(), Start, _folder.File("data"));
        await server.PostAsync(CreditModel.Predictions(100, shift: 5));
        server.Clock.Advance(TimeSpan.FromMinutes(3));
        await server.SettleAsync();

        JsonElement rule = Assert.Single((await ExplainAsync(server, "Far", 3)).GetProperty("rules").EnumerateArray());
        JsonElement reading = rule.GetProperty("readings")[0];
        double value = reading.GetProperty("value").GetDouble();
        Assert.Equal(99, reading.GetProperty("bound").GetDouble());
        Assert.InRange(value, 0.3, 1);
        Assert.Contains("below the bound of 99 (>)", rule.GetProperty("summary").GetString()!, StringComparison.Ordinal);
        Assert.Contains("no series at that time", Assert.Single((await ExplainAsync(server, "Far", -60)).GetProperty("rules").EnumerateArray()).GetProperty("summary").GetString()!, StringComparison.Ordinal);
    }

    private static Task<JsonElement> ExplainAsync(RunningServer server, string rule, int minute) =>
        server.GetAsync($"v1/explain?alert={rule}&at={Uri.EscapeDataString(Start.AddMinutes(minute).ToString("O"))}");

    private static async Task SilenceAsync(RunningServer server, string alert)
    {
        DateTimeOffset now = server.Clock.GetUtcNow();
        string body = JsonSerializer.Serialize(new
        {
            matchers = new[] { new { name = "alertname", value = alert, isRegex = false, isEqual = true } },
            startsAt = now.ToString("O"),
            endsAt = now.AddHours(2).ToString("O"),
            createdBy = "ann",
            comment = "known",
        });
        using StringContent content = new(body, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await server.Client.PostAsync("api/v2/silences", content);
        response.EnsureSuccessStatusCode();
    }

    private string WriteConfig()
    {
        const string Expression = "'ml_data_drift_score{feature_name=\"income\"} > 0.25'";
        _folder.Write("rules.yml", $$"""
            groups:
              - name: drift
                interval: 1m
                rules:
                  - { alert: Drift, expr: {{Expression}}, labels: { severity: warning } }
                  - { alert: DriftToo, expr: {{Expression}}, for: 1m, labels: { severity: warning } }
                  - { alert: Waits, expr: {{Expression}}, for: 1h, labels: { severity: warning } }
                  - { alert: Far, expr: 'ml_data_drift_score{feature_name="income"} > 99', labels: { severity: warning } }
                  - { alert: Silenced, expr: {{Expression}}, for: 3m, labels: { severity: warning, team: other } }
                  - { alert: Inhibited, expr: {{Expression}}, labels: { severity: info } }
                  - { alert: Lost, expr: {{Expression}}, labels: { severity: warning, team: nobody } }
            """);
        _folder.Write("alertmanager.yml", """
            route:
              receiver: hook
              group_by: [alertname]
              group_wait: 0s
              group_interval: 1m
              repeat_interval: 4h
              routes: [{ matchers: ['team="nobody"'], receiver: nobody }]
            inhibit_rules: [{ source_matchers: ['alertname="Drift"'], target_matchers: ['severity="info"'] }]
            receivers: [{ name: nobody }, { name: hook, webhook_configs: [{ url: "http://127.0.0.1:9/hook" }] }]
            """);
        return CreditModel.Write(_folder, "rules: [rules.yml]\nalertmanager: alertmanager.yml\n");
    }
}
