using System.Net;
using System.Text;
using System.Text.Json;

using Heed.Testing;

namespace Heed.Scenario.Tests;

/// <summary>A real server that is killed after each page: the ladder goes on where it was, and nobody is paged twice for one step.</summary>
public sealed class OnCallKillTests
{
    private const int Kills = 3;

    [Fact]
    public async Task Every_step_pages_once_though_the_server_is_killed_after_each()
    {
        await using WebhookListener hook = await WebhookListener.StartAsync();
        using TemporaryFolder folder = new();
        string url = new Uri(hook.Address, "hook").ToString();
        folder.Write("am.yml", "route: { receiver: nobody, group_wait: 0s }\nreceivers: [ { name: nobody } ]\n");
        folder.Write("oncall.yml", $$"""
            people:
              - { name: ana, contacts: [ { webhook_configs: [ { url: "{{url}}" } ] } ] }
              - { name: ben, contacts: [ { webhook_configs: [ { url: "{{url}}" } ] } ] }
            policies: [ { name: p, repeat: 5, steps: [ { notify: [ { person: ana } ], wait: 10s }, { notify: [ { person: ben } ], wait: 10s } ] } ]
            routes: [ { policy: p } ]
            """);
        string config = folder.Write("heed.yml", "alertmanager: am.yml\noncall: oncall.yml\nmodels: []\n");
        HeedProcess heed = await StartAsync(folder, config);
        try
        {
            using StringContent alert = new(
                """[{"labels":{"alertname":"Nulls","model_name":"credit","severity":"critical"},"endsAt":"2999-01-01T00:00:00Z"}]""", Encoding.UTF8, "application/json");
            using HttpResponseMessage posted = await heed.Client.PostAsync("api/v2/alerts", alert);
            Assert.Equal(HttpStatusCode.OK, posted.StatusCode);
            List<string> paged = [await NextAsync(hook)];
            for (int kill = 1; kill <= Kills; kill++)
            {
                await SentAsync(heed, kill);
                await heed.KillAsync();
                await heed.DisposeAsync();
                heed = await StartAsync(folder, config);
                paged.Add(await NextAsync(hook));
            }

            Assert.Equal(["oncall/ana/1", "oncall/ben/1", "oncall/ana/1", "oncall/ben/1"], paged);
        }
        finally
        {
            await heed.DisposeAsync();
        }
    }

    private static Task<HeedProcess> StartAsync(TemporaryFolder folder, string config) =>
        HeedProcess.StartAsync("serve", config, "--port", "0", "--data", folder.File("data"));

    private static async Task<string> NextAsync(WebhookListener hook) => (await hook.NextAsync()).GetProperty("receiver").GetString()!;

    private static Task SentAsync(HeedProcess heed, int count) => Eventually.TrueAsync(async () =>
    {
        using JsonDocument answer = JsonDocument.Parse(await heed.Client.GetStringAsync("v1/notifications"));
        return answer.RootElement.GetProperty("notifications").EnumerateArray().Count(n => n.GetProperty("state").GetString() == "sent") == count;
    });
}
