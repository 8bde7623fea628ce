using System.Text;
using System.Text.Json;

using Heed.Testing;

namespace Heed.Scenario.Tests;

/// <summary><c>heed state copy</c> as a team uses it that outgrows one machine, and then comes back: what people have done goes with them.</summary>
public sealed class StateCommandTests(PostgresFixture fixture) : IClassFixture<PostgresFixture>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_acknowledged_incident_a_silence_and_the_journal_move_into_PostgreSQL_and_back()
    {
        await using WebhookListener hook = await WebhookListener.StartAsync();
        string database = await fixture.NewDatabaseAsync();
        string alone = WriteConfig("alone", hook.Address, "");
        string pair = WriteConfig("pair", hook.Address, PostgresFixture.KeyOf(database, _folder));
        string id;
        await using (HeedProcess heed = await StartAsync(alone, "first"))
        {
            await PostAsync(heed, "api/v2/alerts", Alerts("Down"));
            Assert.Equal("Down", Told(await hook.NextAsync()));
            id = Assert.Single(await IncidentsAsync(heed)).GetProperty("id").GetString()!;
            await PostAsync(heed, $"v1/incidents/{id}/acknowledge", """{"who":"ann","note":"looking"}""");
            await PostAsync(heed, "api/v2/silences", Silence("Planned"));
            Assert.Equal(0, await heed.StopAsync());
        }

        JsonElement copied = await CopyAsync(_folder.File("first"), pair);
        Assert.Equal((1, 1, 1, 0), Counts(copied));
        Assert.True(copied.GetProperty("journal_lines").GetInt64() > 1);
        await using (HeedProcess heed = await StartAsync(pair, "second"))
        {
            await Eventually.TrueAsync(async () => (await heed.Client.GetAsync("api/v2/status", TestContext.Current.CancellationToken)).IsSuccessStatusCode);
            await AssertKnownAsync(heed, hook, id, "Elsewhere");
            (int used, _, string error) = await HeedProcess.RunAsync("state", "copy", "--from", pair, "--to", _folder.File("third"));
            Assert.Equal(1, used);
            Assert.Contains($"a server uses postgres://heed@127.0.0.1:{fixture.Postgres.Port}/", error, StringComparison.Ordinal);
            Assert.Equal(0, await heed.StopAsync());
        }

        (int exitCode, string output, _) = await HeedProcess.RunAsync("state", "copy", "--from", database, "--to", _folder.File("third"));
        Assert.Equal(0, exitCode);
        Assert.StartsWith($"{_folder.File("third/state.db")} has now\n           1  silences\n           3  alerts\n           2  open incidents\n", output, StringComparison.Ordinal);
        await using HeedProcess back = await StartAsync(alone, "third");
        await AssertKnownAsync(back, hook, id, "Home");
    }

    [Fact]
    public async Task A_place_that_is_none_is_said_and_nothing_is_made()
    {
        (int exitCode, _, string error) = await HeedProcess.RunAsync("state", "copy", "--from", _folder.File("nowhere"), "--to", "postgres:///");
        Assert.Equal(1, exitCode);
        Assert.Equal("heed: --to: expected a host behind the user, as in postgres://heed@db.example.com/heed, found none\n", error);
        Assert.False(Directory.Exists(_folder.File("nowhere")));
    }

    [Fact]
    public async Task A_server_refuses_state_that_it_cannot_read()
    {
        string alone = WriteConfig("alone", new Uri("http://127.0.0.1:1"), "");
        Directory.CreateDirectory(_folder.File("old"));
        using (Microsoft.Data.Sqlite.SqliteConnection file = new($"Data Source={_folder.File("old/state.db")};Pooling=False"))
        {
            file.Open();
            using Microsoft.Data.Sqlite.SqliteCommand command = file.CreateCommand();
            command.CommandText = "CREATE TABLE documents (kind TEXT, key TEXT, body TEXT); INSERT INTO documents VALUES ('alert', 'a', '{}'); PRAGMA user_version = 1;";
            command.ExecuteNonQuery();
        }

        (int exitCode, _, string error) = await HeedProcess.RunAsync("serve", alone, "--port", "0", "--data", _folder.File("old"));
        Assert.Equal(1, exitCode);
        Assert.Contains($"heed: {_folder.File("old/state.db")} has state of an early version of Heed, with a document an alert, which this one does not read", error, StringComparison.Ordinal);
    }

    /// <summary>What was known is known, said again it tells nobody, and what is new is told.</summary>
    private static async Task AssertKnownAsync(HeedProcess heed, WebhookListener hook, string id, string news)
    {
        JsonElement incident = (await IncidentsAsync(heed)).Single(i => i.GetProperty("id").GetString() == id);
        Assert.Equal(("acknowledged", "ann"), (incident.GetProperty("state").GetString(), incident.GetProperty("acknowledged_by").GetString()));
        Assert.Equal("active", Assert.Single(await ListAsync(heed, "api/v2/silences", null)).GetProperty("status").GetProperty("state").GetString());
        Assert.Contains(await ListAsync(heed, "v1/notifications?limit=100", "notifications"), n => n.GetProperty("state").GetString() == "sent");
        Assert.Contains("hook", await heed.Client.GetStringAsync("v1/explain?alert=Down"), StringComparison.Ordinal);
        await PostAsync(heed, "api/v2/alerts", Alerts("Down", "Planned", news));
        Assert.Equal(news, Told(await hook.NextAsync()));
        await Eventually.TrueAsync(async () => (await ListAsync(heed, "v1/notifications?limit=100", "notifications")).All(n => n.GetProperty("state").GetString() == "sent"));
        Assert.Equal(0, hook.Waiting);
    }

    private static string Told(JsonElement notice) => notice.GetProperty("commonLabels").GetProperty("alertname").GetString()!;

    private static (long Silences, long Alerts, long Open, long Pending) Counts(JsonElement copied) => (
        copied.GetProperty("silences").GetInt64(), copied.GetProperty("alerts").GetInt64(), copied.GetProperty("open_incidents").GetInt64(),
        copied.GetProperty("pending_notices").GetInt64());

    private static async Task<JsonElement> CopyAsync(string from, string to)
    {
        (int exitCode, string output, string errors) = await HeedProcess.RunAsync("state", "copy", "--from", from, "--to", to, "--json");
        Assert.Equal((0, ""), (exitCode, errors));
        using JsonDocument counts = JsonDocument.Parse(output);
        return counts.RootElement.Clone();
    }

    private Task<HeedProcess> StartAsync(string config, string data) => HeedProcess.StartAsync("serve", config, "--port", "0", "--data", _folder.File(data));

    private static Task<List<JsonElement>> IncidentsAsync(HeedProcess heed) => ListAsync(heed, "v1/incidents?limit=100", "incidents");

    private static async Task<List<JsonElement>> ListAsync(HeedProcess heed, string path, string? member)
    {
        using JsonDocument answer = JsonDocument.Parse(await heed.Client.GetStringAsync(path));
        JsonElement list = member is null ? answer.RootElement : answer.RootElement.GetProperty(member);
        return [.. list.EnumerateArray().Select(e => e.Clone())];
    }

    private static async Task PostAsync(HeedProcess heed, string path, string body)
    {
        using StringContent content = new(body, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await heed.Client.PostAsync(path, content);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>Each of a model of its own, so that each is an incident.</summary>
    private static string Alerts(params string[] names) => JsonSerializer.Serialize(
        names.Select(name => new { labels = new { alertname = name, model_name = "m" + name, severity = "critical" }, endsAt = "2999-01-01T00:00:00Z" }));

    private static string Silence(string name) => JsonSerializer.Serialize(new
    {
        matchers = new[] { new { name = "alertname", value = name, isRegex = false, isEqual = true } },
        startsAt = "2020-01-01T00:00:00Z",
        endsAt = "2999-01-01T00:00:00Z",
        createdBy = "ann",
        comment = "planned",
    });

    private string WriteConfig(string name, Uri hook, string state)
    {
        _folder.Write("am.yml", $$"""
            route: { receiver: hook, group_by: ['...'], group_wait: 0s, group_interval: 1m, repeat_interval: 4h }
            receivers: [{ name: hook, webhook_configs: [{ url: "{{new Uri(hook, "hook")}}" }] }]
            """);
        return _folder.Write(name + ".yml", $"models: []\nalertmanager: am.yml\n{state}\n");
    }
}
