using System.Net;
using System.Text;
using System.Text.Json;

using Heed.Testing;

namespace Heed.Scenario.Tests;

/// <summary>Notices that are looked at before anybody gets them.</summary>
public sealed class PreviewTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();
    private RunningServer _heed = null!;

    public async ValueTask InitializeAsync()
    {
        _folder.Write("notices.tmpl", """{{ define "mine" }}{{ .Status }} since {{ (index .Alerts 0).StartsAt.Format "15:04" }}{{ end }}""");
        _folder.Write("am.yml", """
            templates: [notices.tmpl]
            route: { receiver: team, group_by: [team], routes: [{ matchers: [team=risk], receiver: nobody }] }
            receivers:
              - name: team
                slack_configs: [{ api_url: 'http://127.0.0.1:1/s3cr3t', channel: '#a', text: '{{ template "mine" . }}' }, { api_url: 'http://127.0.0.1:1/s3cr3t', text: '{{ .Missing }}' }]
              - name: nobody
            """);
        string config = _folder.Write("heed.yml", "alertmanager: am.yml\nmodels: []\n");
        _heed = await RunningServer.StartAsync(config, Start, _folder.File("data"));
    }

    public async ValueTask DisposeAsync()
    {
        await _heed.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_sample_shows_what_every_integration_would_send_without_its_secrets()
    {
        (HttpStatusCode status, JsonElement answer) = await AskAsync("""{"labels":{"alertname":"Slow","team":"ml"}}""");

        Assert.Equal((HttpStatusCode.OK, "team", 1), (status, answer.GetProperty("receiver").GetString(), answer.GetProperty("failed_texts").GetInt64()));
        JsonElement[] integrations = [.. answer.GetProperty("integrations").EnumerateArray()];
        Assert.Equal(["slack[0]", "slack[1]"], integrations.Select(i => i.GetProperty("integration").GetString()!));
        Assert.Contains("firing since 08:55", integrations[0].GetProperty("body").GetString()!, StringComparison.Ordinal);
        Assert.Contains("template failed", integrations[1].GetProperty("body").GetString()!, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cr3t", answer.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_alert_that_fires_is_shown_as_it_is_and_as_it_would_be_over()
    {
        using StringContent alerts = new("""[{"labels":{"alertname":"Real","team":"ml"},"startsAt":"2026-03-02T07:30:00Z"}]""", Encoding.UTF8, "application/json");
        (await _heed.Client.PostAsync("api/v2/alerts", alerts)).EnsureSuccessStatusCode();
        string fingerprint = (await _heed.GetAsync("api/v2/alerts"))[0].GetProperty("fingerprint").GetString()!;
        string question = $$$"""{"fingerprint":"{{{fingerprint}}}","template":"{{ .GroupLabels.team }} {{ template \"mine\" . }}","resolved":RESOLVED}""";

        Assert.Equal("ml firing since 07:30", (await AskAsync(question.Replace("RESOLVED", "false", StringComparison.Ordinal))).Answer.GetProperty("text").GetString());
        Assert.Equal("ml resolved since 07:30", (await AskAsync(question.Replace("RESOLVED", "true", StringComparison.Ordinal))).Answer.GetProperty("text").GetString());
    }

    [Fact]
    public async Task A_text_to_try_that_fails_says_where()
    {
        (HttpStatusCode status, JsonElement answer) = await AskAsync("""{"template":"{{ .Status"}""");

        Assert.Equal((HttpStatusCode.OK, JsonValueKind.Null), (status, answer.GetProperty("text").ValueKind));
        Assert.StartsWith("template:1", answer.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"receiver":"unknown"}""", HttpStatusCode.NotFound, "there is no receiver unknown")]
    [InlineData("""{"fingerprint":"0123"}""", HttpStatusCode.NotFound, "there is no alert 0123 that fires")]
    [InlineData("{", HttpStatusCode.BadRequest, "expected what to preview as JSON")]
    public async Task What_cannot_be_shown_is_refused(string question, HttpStatusCode expected, string error)
    {
        (HttpStatusCode status, JsonElement answer) = await AskAsync(question);

        Assert.Equal(expected, status);
        Assert.StartsWith(error, answer.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_receiver_that_sends_nowhere_shows_nothing_and_nothing_asked_is_the_sample()
    {
        Assert.Empty((await AskAsync("""{"receiver":"nobody"}""")).Answer.GetProperty("integrations").EnumerateArray());
        Assert.Equal("team", (await AskAsync("")).Answer.GetProperty("receiver").GetString());
    }

    private async Task<(HttpStatusCode Status, JsonElement Answer)> AskAsync(string question)
    {
        using StringContent content = new(question, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await _heed.Client.PostAsync("v1/templates/preview", content);
        using JsonDocument answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return (response.StatusCode, answer.RootElement.Clone());
    }
}
