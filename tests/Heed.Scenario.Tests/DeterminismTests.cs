using System.Text;

using Heed.Server.Hosting;
using Heed.Testing;

namespace Heed.Scenario.Tests;

/// <summary>One engine under three clocks: the same events give the same bytes of notifications.</summary>
public sealed class DeterminismTests
{
    private static readonly DateTimeOffset Start = new(2021, 6, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset End = new(2021, 7, 20, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_replay_gives_the_same_notifications_run_after_run()
    {
        string config = DemoConfiguration(out TemporaryFolder folder);
        using (folder)
        {
            byte[] first = ReplayHousing(config, End);
            byte[] second = ReplayHousing(config, End);
            Assert.NotEmpty(first);
            Assert.Equal(first, second);
        }
    }

    [Fact]
    public async Task Live_ingestion_under_a_manual_clock_gives_the_notifications_of_a_replay()
    {
        string config = DemoConfiguration(out TemporaryFolder folder);
        using (folder)
        {
            byte[] replayed = ReplayHousing(config, End);
            await using (RunningServer server = await RunningServer.StartAsync(config, Start, folder.File("data")))
            {
                using RecordedEvents events = Housing();
                while (events.NextTimeMs <= End.ToUnixTimeMilliseconds() && events.Next())
                {
                    DateTimeOffset time = DateTimeOffset.FromUnixTimeMilliseconds(events.TimeMs);
                    if (time > server.Clock.GetUtcNow()) server.Clock.AdvanceTo(time);
                    (System.Net.HttpStatusCode status, _) = await server.PostAsync(events.Json.ToArray());
                    Assert.Equal(System.Net.HttpStatusCode.OK, status);
                }

                server.Clock.AdvanceTo(End);
                await server.SettleAsync();
                await Eventually.TrueAsync(async () => (await server.GetAsync("v1/notifications?limit=1000")).GetProperty("notifications").EnumerateArray().All(n => n.GetProperty("state").GetString() == "sent"));
            }

            string live = await File.ReadAllTextAsync(folder.File("notices.ndjson"));
            Assert.Equal(Encoding.UTF8.GetString(replayed), live);
        }
    }

    /// <summary>The demo's rules and one receiver, so that the order of the notices is one order.</summary>
    private static string DemoConfiguration(out TemporaryFolder folder)
    {
        folder = new TemporaryFolder();
        string examples = RepositoryFiles.Path("examples");
        string rules = Path.Combine(examples, "demo", "rules", "*.yml");
        folder.Write("alertmanager.yml", """
            route: { receiver: outbox, group_by: [alertname, model_name], group_wait: 1h, group_interval: 6h, repeat_interval: 5d }
            receivers: [ { name: outbox, file_configs: [ { path: notices.ndjson } ] } ]
            """);
        return folder.Write("heed.yml", $$"""
            global: { sample_interval: 30m, evaluation_interval: 30m, lookback_delta: 1h }
            models:
              - name: housing
                baseline: {{Path.Combine(examples, "housing", "baseline.ndjson.gz")}}
                segments: [region]
                labels: { join_within: 60d }
                windows: { drift: 14d, quality: 30d, lateness: 1h }
            rules: [{{rules}}]
            alertmanager: alertmanager.yml
            """);
    }

    private static RecordedEvents Housing() =>
        new([new RecordedFile(RepositoryFiles.Path("examples", "housing", "production.ndjson.gz"), TimeSpan.Zero)]);

    private static byte[] ReplayHousing(string config, DateTimeOffset end)
    {
        using RecordedEvents events = Housing();
        using MemoryStream notifications = new();
        Replay.Run(RunningServer.Read(config), events, null, end.ToUnixTimeMilliseconds(), notifications, null, CancellationToken.None);
        return notifications.ToArray();
    }
}
