using System.Text;
using System.Text.Json;

using Heed.Testing;

namespace Heed.Scenario.Tests;

public sealed class RouteLabelTests
{
    [Fact]
    public async Task Groups_are_listed_with_their_routes_labels_where_it_has_any()
    {
        using TemporaryFolder folder = new();
        folder.Write("am.yml", """
            route:
              receiver: nobody
              group_by: [alertname]
              routes: [{ matchers: ['team="risk"'], receiver: risk, labels: { runbook: '{{ .CommonLabels.alertname }}.md' } }]
            receivers: [{ name: nobody }, { name: risk }]
            """);
        string config = folder.Write("heed.yml", "alertmanager: am.yml\nmodels: []\n");
        await using RunningServer server = await RunningServer.StartAsync(config, TimeProvider.System.GetUtcNow());
        using StringContent body = new("""[{"labels":{"alertname":"A","team":"risk"}},{"labels":{"alertname":"B"}}]""", Encoding.UTF8, "application/json");
        using HttpResponseMessage posted = await server.Client.PostAsync("api/v2/alerts", body);
        posted.EnsureSuccessStatusCode();

        JsonElement[] groups = [.. (await server.GetAsync("api/v2/alerts/groups")).EnumerateArray()];
        Assert.Equal(2, groups.Length);
        Assert.Equal("{{ .CommonLabels.alertname }}.md", groups[0].GetProperty("routeLabels").GetProperty("runbook").GetString());
        Assert.False(groups[1].TryGetProperty("routeLabels", out _));
    }
}
