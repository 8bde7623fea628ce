using System.Globalization;
using System.Text;
using System.Text.Json;

using Heed.Testing;

namespace Heed.Scenario.Tests;

/// <summary>
/// A real server that is killed while events arrive. A client sends batches of events with ids, notes what was acknowledged, and
/// sends what was not acknowledged again after the restart, as any careful client does.
/// </summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private const int Kills = 50;
    private const int BatchSize = 40;

    [Fact]
    public async Task Every_acknowledged_event_is_in_the_figures_after_fifty_kills_and_none_twice()
    {
        using TemporaryFolder folder = new();
        folder.Write("baseline.ndjson", Events(0, 400, withTime: true));
        string config = folder.Write("heed.yml", "models: [{ name: load, baseline: baseline.ndjson, windows: { drift: 500 } }]\n");
        Random random = new(20261121);
        long acknowledged = 0;
        long sent = 0;
        HeedProcess heed = await StartAsync(folder, config);
        try
        {
            for (int kill = 0; kill < Kills; kill++)
            {
                int whole = random.Next(1, 12);
                for (int i = 0; i < whole; i++)
                {
                    await PostAsync(heed, acknowledged);
                    acknowledged += BatchSize;
                }

                // Now and then a life ends well, so that the next one starts from a checkpoint and a journal behind it.
                if (kill % 10 == 9)
                {
                    Assert.Equal(0, await heed.StopAsync());
                    await heed.DisposeAsync();
                    heed = await StartAsync(folder, config);
                    Assert.Equal(acknowledged, await CountedAsync(heed));
                }

                // The last batch of a life is under way when the process is killed: at a random point of its way.
                Task<bool> dying = TryPostAsync(heed, acknowledged);
                for (int spin = random.Next(0, 400_000); spin > 0 && !dying.IsCompleted; spin--) Thread.SpinWait(10);
                await heed.KillAsync();
                if (await dying) acknowledged += BatchSize;
                sent = Math.Max(sent, acknowledged + BatchSize);
                await heed.DisposeAsync();

                heed = await StartAsync(folder, config);
                long counted = await CountedAsync(heed);
                Assert.InRange(counted, acknowledged, sent);
            }

            await PostAsync(heed, acknowledged);
            acknowledged += BatchSize;
            Assert.Equal(acknowledged, await CountedAsync(heed));
            output.WriteLine($"{Kills} kills, {acknowledged} events acknowledged, all counted once");
        }
        finally
        {
            await heed.DisposeAsync();
        }
    }

    private static Task<HeedProcess> StartAsync(TemporaryFolder folder, string config) =>
        HeedProcess.StartAsync("serve", config, "--port", "0", "--data", folder.File("data"));

    private static async Task PostAsync(HeedProcess heed, long first)
    {
        using StringContent body = new(Events(first, BatchSize, withTime: false));
        using HttpResponseMessage response = await heed.Client.PostAsync("v1/events", body);
        string answer = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, answer);
        using JsonDocument json = JsonDocument.Parse(answer);
        Assert.Equal(BatchSize, json.RootElement.GetProperty("accepted").GetInt32());
    }

    private static async Task<bool> TryPostAsync(HeedProcess heed, long first)
    {
        try
        {
            await PostAsync(heed, first);
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static async Task<long> CountedAsync(HeedProcess heed)
    {
        using JsonDocument model = JsonDocument.Parse(await heed.Client.GetStringAsync("v1/models/load"));
        return model.RootElement.GetProperty("requests_total").GetInt64();
    }

    private static string Events(long first, int count, bool withTime)
    {
        StringBuilder text = new();
        for (long id = first; id < first + count; id++)
        {
            string time = withTime ? string.Create(CultureInfo.InvariantCulture, $",\"time\":\"2026-01-01T{id / 60 % 24:00}:{id % 60:00}:00Z\"") : "";
            text.Append(CultureInfo.InvariantCulture, $"{{\"type\":\"prediction\",\"model\":\"load\",\"id\":\"e-{id}\"{time},\"latency_ms\":5,\"features\":{{\"x\":{(id * 7919 % 1000) / 10.0},\"kind\":\"{(id % 3 == 0 ? "a" : "b")}\"}},\"prediction\":\"{(id % 4 == 0 ? "yes" : "no")}\",\"score\":0.{id % 10}}}\n");
        }

        return text.ToString();
    }
}
