using System.Globalization;
using System.Text;
using System.Text.Json;

using Heed.Testing;

namespace Heed.Scenario.Tests;

/// <summary>A model with objectives in a whole server: its budget, its page, its gate.</summary>
public sealed class ObjectiveTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_outage_spends_the_budget_pages_closes_the_gate_and_survives_a_restart()
    {
        string config = Write("{ latency_p99: 500ms, availability: 99.9%, accuracy: 85%, throughput: 1/m, cost_per_1000: 0.05, freshness: 10m }", "");
        string data = _folder.File("data");
        int requests = 0;
        await using (RunningServer server = await RunningServer.StartAsync(config, Start, data))
        {
            await PassAsync(server, 20, () => Requests(ref requests, 100));
            Assert.Equal(("ok", true), await StateAsync(server, "availability"));
            Assert.Equal(100, await server.QueryAsync("ml_slo_compliance_percentage{slo=\"availability\"}"));
            Assert.Equal(("ok", true), await StateAsync(server, "throughput"));
            Assert.Equal(("ok", true), await StateAsync(server, "freshness"));
            Assert.Equal(("ok", true), await StateAsync(server, "cost"));

            await PassAsync(server, 10, () => Requests(ref requests, 80) + Failures(ref requests, 20));
            Assert.Equal(("page", false), await StateAsync(server, "availability"));
        }

        await using (RunningServer server = await RunningServer.StartAsync(config, Start.AddMinutes(30), data))
        {
            await PassAsync(server, 1, () => Requests(ref requests, 80) + Failures(ref requests, 20));
            Assert.Equal(("page", false), await StateAsync(server, "availability"));
            JsonElement gate = await server.GetAsync("v1/slos/credit/gate");
            Assert.False(gate.GetProperty("allowed").GetBoolean());
            Assert.Equal("page_fires", gate.GetProperty("objectives").EnumerateArray().Single(o => o.GetProperty("name").GetString() == "availability").GetProperty("reason").GetString());
            JsonElement alert = Assert.Single((await server.GetAsync("v1/alerts")).GetProperty("alerts").EnumerateArray(), a => Label(a, "severity") == "critical");
            Assert.Equal(("ErrorBudgetBurn", "credit", "availability", "risk"), (Label(alert, "alertname"), Label(alert, "model_name"), Label(alert, "slo"), Label(alert, "team")));

            await PassAsync(server, 45, () => Requests(ref requests, 100));
            JsonElement slo = await server.GetAsync("v1/slos/credit/availability");
            Assert.Equal("exhausted", slo.GetProperty("state").GetString());
            Assert.Equal("budget_low", slo.GetProperty("gate").GetProperty("reason").GetString());
            Assert.Equal(0, slo.GetProperty("exhaustion_seconds").GetDouble());
            Assert.True(slo.GetProperty("history").GetArrayLength() > 0);
            Assert.Contains("slo:sli_error:ratio_rate5m", slo.GetProperty("rules").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Requests_over_the_bound_of_a_latency_are_counted_one_by_one()
    {
        string config = Write("{ latency_p95: 250ms }", "");
        await using RunningServer server = await RunningServer.StartAsync(config, Start);
        int requests = 0;

        // Of 100 a minute one takes exactly the bound, which is good, and two take longer.
        await PassAsync(server, 30, () => Requests(ref requests, 97, 20) + Requests(ref requests, 1, 250) + Requests(ref requests, 2, 251));
        Assert.Equal(0.02, (await server.QueryAsync("slo:sli_error:ratio_rate30m"))!.Value, 9);
        Assert.Equal(0.4, (await server.QueryAsync("ml_slo_burn_rate{window=\"30m\"}"))!.Value, 9);
        Assert.Equal(98, (await server.QueryAsync("ml_slo_compliance_percentage"))!.Value, 9);
    }

    [Fact]
    public async Task Planned_maintenance_of_the_model_spends_nothing()
    {
        string config = Write("{ availability: 99% }", "maintenance: [{ name: move, from: 2026-03-02T12:10:00Z, for: 20m, models: [credit] }]\n");
        await using RunningServer server = await RunningServer.StartAsync(config, Start);
        int requests = 0;
        await PassAsync(server, 10, () => Requests(ref requests, 100));
        await PassAsync(server, 10, () => Failures(ref requests, 100));
        Assert.True((await server.GetAsync("v1/slos/credit/availability")).GetProperty("in_maintenance").GetBoolean());
        await PassAsync(server, 10, () => Failures(ref requests, 100));
        await PassAsync(server, 10, () => Requests(ref requests, 100));
        Assert.Equal(1, await server.QueryAsync("ml_slo_error_budget_remaining_ratio"));
        Assert.Equal(("ok", true), await StateAsync(server, "availability"));
    }

    [Fact]
    public async Task Freshness_and_throughput_are_spent_while_nothing_comes_in()
    {
        string config = Write("{ freshness: 5m, throughput: 30/m }", "");
        await using RunningServer server = await RunningServer.StartAsync(config, Start);
        int requests = 0;
        await PassAsync(server, 10, () => Requests(ref requests, 100));
        await PassAsync(server, 20, () => "");
        Assert.Equal("page", (await StateAsync(server, "freshness")).State);
        Assert.Equal("page", (await StateAsync(server, "throughput")).State);

        // The newest prediction is of 12:09:30; it is older than 5 minutes at the ends of the slices from 12:15 to 12:30.
        Assert.Equal(16, await server.QueryAsync("sum(sum_over_time(slo:bad_slice:ratio{sloth_slo=\"freshness\"}[1h]))"));
    }

    [Fact]
    public async Task The_program_lists_asks_and_prints()
    {
        string config = Write("{ availability: 99.9% }", "");
        await using RunningServer server = await RunningServer.StartAsync(config, Start);
        int requests = 0;
        await PassAsync(server, 10, () => Requests(ref requests, 50) + Failures(ref requests, 50));
        string address = server.Client.BaseAddress!.ToString();

        (int exitCode, string output, _) = await HeedProcess.RunAsync("slo", "list", "--server", address);
        Assert.Equal(0, exitCode);
        Assert.Matches(@"credit +availability +page +99\.9 % +30d +-\d+\.\d % +\d+(\.\d+)?× +0s", output);
        (exitCode, output, _) = await HeedProcess.RunAsync("slo", "gate", "credit", "--server", address);
        Assert.Equal(3, exitCode);
        Assert.Contains("STOP availability: its page fires", output, StringComparison.Ordinal);
        (exitCode, output, _) = await HeedProcess.RunAsync("slo", "gate", "credit", "--json", "--server", address);
        Assert.Equal(3, exitCode);
        using JsonDocument gate = JsonDocument.Parse(output);
        Assert.False(gate.RootElement.GetProperty("allowed").GetBoolean());
        (exitCode, _, string errors) = await HeedProcess.RunAsync("slo", "gate", "nobody", "--server", address);
        Assert.Equal((1, "heed: there is no objective of nobody\n"), (exitCode, errors));

        (exitCode, output, _) = await HeedProcess.RunAsync("slo", "rules", "credit", "--config", config);
        Assert.Equal(0, exitCode);
        Assert.Equal((await server.GetAsync("v1/slos/credit/availability")).GetProperty("rules").GetString(), output);
        (exitCode, _, errors) = await HeedProcess.RunAsync("slo", "rules", "nobody", "--config", config);
        Assert.Equal(1, exitCode);
        Assert.Contains("those with objectives are credit", errors, StringComparison.Ordinal);
    }

    private string Write(string slo, string more)
    {
        CreditModel.Write(_folder);
        return _folder.Write("heed.yml", $"models: [{{ name: credit, owner: risk, baseline: baseline.ndjson, slo: {slo} }}]\nsignals: {{ off: all }}\n{more}");
    }

    /// <summary>Each minute: events in its middle, then everything that is due.</summary>
    private static async Task PassAsync(RunningServer server, int minutes, Func<string> events)
    {
        for (int i = 0; i < minutes; i++)
        {
            server.Clock.Advance(TimeSpan.FromSeconds(30));
            await server.SettleAsync();
            string body = events();
            if (body.Length > 0) await server.PostAsync(body);
            server.Clock.Advance(TimeSpan.FromSeconds(30));
            await server.SettleAsync();
        }
    }

    private static string Requests(ref int next, int count, int latencyMs = 20)
    {
        StringBuilder lines = new();
        for (int i = 0; i < count; i++)
        {
            next++;
            lines.Append(CultureInfo.InvariantCulture, $"{{\"type\":\"prediction\",\"model\":\"credit\",\"id\":\"r{next}\",\"latency_ms\":{latencyMs},\"cost\":0.00004,\"features\":{{\"income\":3.5,\"region\":\"north\"}},\"prediction\":\"approve\",\"score\":0.2}}\n");
        }

        return lines.ToString();
    }

    private static string Failures(ref int next, int count)
    {
        StringBuilder lines = new();
        for (int i = 0; i < count; i++)
        {
            next++;
            lines.Append(CultureInfo.InvariantCulture, $"{{\"type\":\"prediction\",\"model\":\"credit\",\"id\":\"r{next}\",\"latency_ms\":20,\"error\":\"Timeout\"}}\n");
        }

        return lines.ToString();
    }

    private static async Task<(string State, bool Allowed)> StateAsync(RunningServer server, string name)
    {
        JsonElement slo = (await server.GetAsync("v1/slos")).GetProperty("slos").EnumerateArray().Single(s => s.GetProperty("name").GetString() == name);
        return (slo.GetProperty("state").GetString()!, slo.GetProperty("gate").GetProperty("allowed").GetBoolean());
    }

    private static string? Label(JsonElement alert, string name) =>
        alert.GetProperty("labels").TryGetProperty(name, out JsonElement label) ? label.GetString() : null;
}
