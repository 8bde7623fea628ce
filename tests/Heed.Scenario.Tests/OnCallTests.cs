using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

using Heed.Testing;

namespace Heed.Scenario.Tests;

/// <summary>People on call, from an alert to a page, an acknowledgement and its end, in a whole server.</summary>
public sealed class OnCallTests : IAsyncLifetime
{
    private const string SlackSecret = "8f742231b10e8888abcd99yyyzzz85a5";

    /// <summary>A Monday, an hour after the hand-off.</summary>
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();
    private WebhookListener _hook = null!;
    private string _config = "";

    public async ValueTask InitializeAsync()
    {
        _hook = await WebhookListener.StartAsync();
        string hook = new Uri(_hook.Address, "hook").ToString();
        _folder.Write("am.yml", "route: { receiver: nobody, group_wait: 10s }\nreceivers: [ { name: nobody } ]\n");
        _folder.Write("oncall.yml", $$"""
            slack: { signing_secret: {{SlackSecret}} }
            people:
              - { name: ana, full_name: Ana Silva, slack_user: U1, contacts: [ { webhook_configs: [ { url: "{{hook}}" } ] } ] }
              - { name: ben, contacts: [ { webhook_configs: [ { url: "{{hook}}" } ] } ] }
            schedules: [ { name: ml, layers: [ { rotation: weekly, start: 2026-03-02, people: [ana, ben] } ] } ]
            """);
        _config = _folder.Write("heed.yml", "alertmanager: am.yml\noncall: oncall.yml\nmodels: []\n");
    }

    public async ValueTask DisposeAsync()
    {
        await _hook.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task After_a_reload_the_new_file_says_who_is_paged_and_a_broken_one_changes_nothing()
    {
        _config = _folder.Write("heed.yml", "server: { admin_api: true }\nalertmanager: am.yml\noncall: oncall.yml\nmodels: []\n");
        await using RunningServer server = await StartAsync();
        string before = File.ReadAllText(_folder.File("oncall.yml"));
        _folder.Write("oncall.yml", before.Replace("people: [ana, ben]", "people: [ana, nobody]", StringComparison.Ordinal));
        using HttpResponseMessage refused = await PostAsync(server, "-/reload", "");
        Assert.Contains("oncall.yml:", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("ana", OnCallOf(await server.GetAsync("v1/oncall")));

        _folder.Write("oncall.yml", before.Replace("name: ben", "name: eve", StringComparison.Ordinal).Replace("people: [ana, ben]", "people: [eve, ana]", StringComparison.Ordinal));
        using HttpResponseMessage reloaded = await PostAsync(server, "-/reload", "");
        Assert.Equal(HttpStatusCode.OK, reloaded.StatusCode);
        Assert.Equal("eve", OnCallOf(await server.GetAsync("v1/oncall")));
        await FireAsync(server);
        Assert.Equal("oncall/eve/1", (await PageAsync(server, TimeSpan.FromSeconds(11))).GetProperty("receiver").GetString());
    }

    [Fact]
    public async Task A_page_carries_a_link_that_acknowledges_when_its_button_is_pressed_and_not_when_it_is_opened()
    {
        await using RunningServer server = await StartAsync();
        await FireAsync(server);
        JsonElement page = await PageAsync(server, TimeSpan.FromSeconds(11));
        Assert.Equal("oncall/ana/1", page.GetProperty("receiver").GetString());
        Assert.Equal("page for Ana Silva: step 1 of 2, round 1 of default", page.GetProperty("onCall").GetString());
        string link = new Uri(page.GetProperty("acknowledgeURL").GetString()!).PathAndQuery.TrimStart('/');

        using HttpResponseMessage opened = await server.Client.GetAsync(link);
        string html = await opened.Content.ReadAsStringAsync();
        Assert.Contains("Nobody has acknowledged it yet.", html, StringComparison.Ordinal);
        Assert.Equal("no-store", opened.Headers.CacheControl!.ToString());
        Assert.Equal("escalating", (await OnlyAsync(server)).GetProperty("phase").GetString());

        using FormUrlEncodedContent form = new([new("token", link[(link.IndexOf('=', StringComparison.Ordinal) + 1)..])]);
        using HttpResponseMessage pressed = await server.Client.PostAsync("v1/oncall/acknowledge", form);
        Assert.Contains("Ana Silva has it.", await pressed.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        JsonElement after = await OnlyAsync(server);
        Assert.Equal(("acknowledged", "ana"), (after.GetProperty("phase").GetString(), after.GetProperty("acknowledged_by").GetString()));
        await AdvanceAsync(server, TimeSpan.FromMinutes(30));
        Assert.Equal(0, _hook.Waiting);
    }

    [Fact]
    public async Task Forged_and_expired_links_do_nothing()
    {
        await using RunningServer server = await StartAsync();
        await FireAsync(server);
        JsonElement page = await PageAsync(server, TimeSpan.FromSeconds(11));
        string token = new Uri(page.GetProperty("acknowledgeURL").GetString()!).Query["?token=".Length..];

        Assert.Equal(HttpStatusCode.Forbidden, await PressAsync(server, "A" + token[1..]));
        Assert.Equal(HttpStatusCode.Forbidden, await PressAsync(server, ""));
        server.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(HttpStatusCode.Gone, await PressAsync(server, token));
        Assert.Equal("exhausted", (await OnlyAsync(server)).GetProperty("phase").GetString());
    }

    [Fact]
    public async Task After_a_restart_nobody_is_paged_twice_and_the_backup_is_paged_in_time()
    {
        string data = _folder.File("data");
        string token;
        await using (RunningServer server = await StartAsync(data))
        {
            await FireAsync(server);
            JsonElement page = await PageAsync(server, TimeSpan.FromSeconds(11));
            token = new Uri(page.GetProperty("acknowledgeURL").GetString()!).Query["?token=".Length..];
            await DeliveredAsync(server, 1);
        }

        await using (RunningServer server = await RunningServer.StartAsync(_config, Start.AddMinutes(5), data))
        {
            await AdvanceAsync(server, TimeSpan.FromMinutes(9));
            Assert.Equal(0, _hook.Waiting);
            JsonElement page = await PageAsync(server, TimeSpan.FromMinutes(2));
            Assert.Equal("oncall/ben/1", page.GetProperty("receiver").GetString());
            Assert.Equal(HttpStatusCode.OK, await PressAsync(server, token));
            Assert.Equal("ana", (await OnlyAsync(server)).GetProperty("acknowledged_by").GetString());
        }
    }

    [Fact]
    public async Task Whoever_takes_the_shift_is_paged_and_who_is_on_call_can_be_asked_for()
    {
        await using RunningServer server = await StartAsync();
        JsonElement before = (await server.GetAsync("v1/oncall")).GetProperty("schedules")[0];
        Assert.Equal(("ana", "ben"), (before.GetProperty("now").GetProperty("person").GetString(), before.GetProperty("next").GetProperty("person").GetString()));

        using HttpResponseMessage taken = await PostAsync(server, "v1/oncall/schedules/ml/take", "{\"person\":\"ben\",\"by\":\"ben\"}");
        using JsonDocument made = JsonDocument.Parse(await taken.Content.ReadAsStringAsync());
        Assert.Equal("2026-03-09T09:00:00+00:00", made.RootElement.GetProperty("to").GetString());
        await FireAsync(server);
        JsonElement page = await PageAsync(server, TimeSpan.FromSeconds(11));
        Assert.Equal("oncall/ben/1", page.GetProperty("receiver").GetString());

        string calendar = await server.Client.GetStringAsync("v1/oncall/people/ben.ics");
        Assert.Contains("SUMMARY:ben on call: ml", calendar, StringComparison.Ordinal);
        Assert.Contains("DTSTART:20260302T100000Z", calendar, StringComparison.Ordinal);
        Assert.StartsWith("BEGIN:VCALENDAR", await server.Client.GetStringAsync("v1/oncall/schedules/ml.ics"), StringComparison.Ordinal);
        string id = made.RootElement.GetProperty("id").GetString()!;
        using HttpResponseMessage removed = await server.Client.DeleteAsync("v1/oncall/overrides/" + id);
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("ana", (await server.GetAsync("v1/oncall")).GetProperty("schedules")[0].GetProperty("now").GetProperty("person").GetString());
    }

    [Theory]
    [InlineData("v1/oncall/schedules/none/take", "{\"person\":\"ben\"}", HttpStatusCode.NotFound)]
    [InlineData("v1/oncall/schedules/ml/take", "{\"person\":\"zoe\"}", HttpStatusCode.NotFound)]
    [InlineData("v1/oncall/schedules/ml/take", "{}", HttpStatusCode.BadRequest)]
    [InlineData("v1/oncall/schedules/ml/overrides", "{\"person\":\"ben\"}", HttpStatusCode.BadRequest)]
    [InlineData("v1/oncall/schedules/ml/overrides", "{\"person\":\"ben\",\"from\":\"2026-03-03 09:00\",\"for\":\"8h\"}", HttpStatusCode.OK)]
    [InlineData("v1/oncall/schedules/ml/overrides", "{\"person\":\"ben\",\"to\":\"2026-03-01\"}", HttpStatusCode.BadRequest)]
    [InlineData("v1/oncall/schedules/ml/overrides", "not json", HttpStatusCode.BadRequest)]
    [InlineData("v1/oncall/escalations/none/acknowledge", "{\"by\":\"ana\"}", HttpStatusCode.NotFound)]
    [InlineData("v1/oncall/escalations/none/acknowledge", "{}", HttpStatusCode.BadRequest)]
    public async Task Wishes_are_answered_with_what_became_of_them(string path, string body, HttpStatusCode expected)
    {
        await using RunningServer server = await StartAsync();
        using HttpResponseMessage answer = await PostAsync(server, path, body);
        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task Slacks_button_acknowledges_for_whoever_pressed_it_once()
    {
        await using RunningServer server = await StartAsync();
        await FireAsync(server);
        JsonElement page = await PageAsync(server, TimeSpan.FromSeconds(11));
        string token = new Uri(page.GetProperty("acknowledgeURL").GetString()!).Query["?token=".Length..];
        string payload = JsonSerializer.Serialize(new { actions = new[] { new { name = "heed_acknowledge", value = token } }, user = new { id = "U1", name = "ana.s" } });

        Assert.Equal(HttpStatusCode.Unauthorized, (await SlackAsync(server, payload, "wrong")).Status);
        Assert.Equal("escalating", (await OnlyAsync(server)).GetProperty("phase").GetString());
        (HttpStatusCode status, string answer) = await SlackAsync(server, payload, SlackSecret);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("Acknowledged by Ana Silva.", answer, StringComparison.Ordinal);
        Assert.Equal("ana", (await OnlyAsync(server)).GetProperty("acknowledged_by").GetString());
        Assert.Equal(HttpStatusCode.Unauthorized, (await SlackAsync(server, payload, SlackSecret)).Status);
    }

    [Fact]
    public async Task An_acknowledgement_is_the_incidents_too_and_its_end_ends_the_escalation()
    {
        await using RunningServer server = await StartAsync();
        await FireAsync(server);
        await PageAsync(server, TimeSpan.FromSeconds(11));
        string incident = (await OnlyAsync(server)).GetProperty("incident").GetString()!;

        using HttpResponseMessage done = await PostAsync(server, $"v1/oncall/escalations/{incident}/acknowledge", "{\"by\":\"ben\"}");
        Assert.Equal(HttpStatusCode.NoContent, done.StatusCode);
        Assert.Equal("ben", server.Station.Alerts.FindIncident(incident)!.AcknowledgedBy);
        using HttpResponseMessage again = await PostAsync(server, $"v1/oncall/escalations/{incident}/acknowledge", "{\"by\":\"ben\"}");
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);

        await FireAsync(server, ends: server.Clock.GetUtcNow());
        JsonElement over = await PageAsync(server, TimeSpan.FromSeconds(1));
        Assert.Equal("resolved", over.GetProperty("status").GetString());
        Assert.False(over.TryGetProperty("acknowledgeURL", out _));
        Assert.Equal("resolved", (await OnlyAsync(server)).GetProperty("phase").GetString());
    }

    private async Task<RunningServer> StartAsync(string? data = null) => await RunningServer.StartAsync(_config, Start, data);

    private static string? OnCallOf(JsonElement now) => now.GetProperty("schedules")[0].GetProperty("now").GetProperty("person").GetString();

    private static async Task FireAsync(RunningServer server, DateTimeOffset? ends = null)
    {
        string end = ends is { } time ? $",\"endsAt\":\"{time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}\"" : ",\"endsAt\":\"2027-01-01T00:00:00Z\"";
        string alert = $$"""[{"labels":{"alertname":"Nulls","model_name":"credit","severity":"critical"},"startsAt":"2026-03-02T09:59:00Z"{{end}}}]""";
        using HttpResponseMessage posted = await PostAsync(server, "api/v2/alerts", alert);
        Assert.Equal(HttpStatusCode.OK, posted.StatusCode);
    }

    private static async Task<HttpResponseMessage> PostAsync(RunningServer server, string path, string json)
    {
        using StringContent content = new(json, Encoding.UTF8, "application/json");
        return await server.Client.PostAsync(path, content);
    }

    private static async Task<HttpStatusCode> PressAsync(RunningServer server, string token)
    {
        using FormUrlEncodedContent form = new([new("token", token)]);
        using HttpResponseMessage answer = await server.Client.PostAsync("v1/oncall/acknowledge", form);
        return answer.StatusCode;
    }

    private static async Task<(HttpStatusCode Status, string Body)> SlackAsync(RunningServer server, string payload, string secret)
    {
        string body = "payload=" + Uri.EscapeDataString(payload);
        string time = server.Clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"v0:{time}:{body}"));
        using HttpRequestMessage request = new(HttpMethod.Post, "v1/oncall/slack") { Content = new StringContent(body, Encoding.UTF8, "application/x-www-form-urlencoded") };
        request.Headers.Add("X-Slack-Request-Timestamp", time);
        request.Headers.Add("X-Slack-Signature", "v0=" + Convert.ToHexStringLower(hash));
        using HttpResponseMessage answer = await server.Client.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Lets time pass and gives the next notice that arrives.</summary>
    private async Task<JsonElement> PageAsync(RunningServer server, TimeSpan after)
    {
        await AdvanceAsync(server, after);
        return await _hook.NextAsync();
    }

    private static async Task AdvanceAsync(RunningServer server, TimeSpan time)
    {
        server.Clock.Advance(time);
        await server.SettleAsync();
    }

    private static async Task<JsonElement> OnlyAsync(RunningServer server)
    {
        await server.SettleAsync();
        return Assert.Single((await server.GetAsync("v1/oncall/escalations")).GetProperty("escalations").EnumerateArray()).Clone();
    }

    private static Task DeliveredAsync(RunningServer server, int count) => Eventually.TrueAsync(async () =>
        (await server.GetAsync("v1/notifications")).GetProperty("notifications").EnumerateArray().Count(n => n.GetProperty("state").GetString() == "sent") == count);
}
