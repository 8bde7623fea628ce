using System.Globalization;
using System.Text;
using System.Text.Json;

using Heed.Testing;

namespace Heed.Scenario.Tests;

/// <summary>A real server that is killed while labels find predictions that have moved to files.</summary>
public sealed class OutcomeKillTests(ITestOutputHelper output)
{
    private const int Predictions = 80_000;
    private const int BatchSize = 5000;
    private const int LabelBatch = 40;
    private const int Kills = 6;

    [Fact]
    public async Task Every_acknowledged_label_is_joined_once_though_its_prediction_is_in_a_file()
    {
        using TemporaryFolder folder = new();
        folder.Write("baseline.ndjson", Lines(0, 400, PredictionLine));
        string config = folder.Write("heed.yml", "models: [{ name: load, baseline: baseline.ndjson, labels: { sample: 1% } }]\n");
        Random random = new(20261122);
        long labelled = 0;
        HeedProcess heed = await StartAsync(folder, config);
        try
        {
            for (int first = 0; first < Predictions; first += BatchSize)
            {
                Assert.True(await TryPostAsync(heed, Lines(first, BatchSize, PredictionLine)));
            }

            Assert.Equal(0, await heed.StopAsync());
            await heed.DisposeAsync();
            Assert.NotEmpty(Directory.GetFiles(folder.File("data"), "*.outcomes", SearchOption.AllDirectories));
            heed = await StartAsync(folder, config);
            for (int kill = 0; kill < Kills; kill++)
            {
                for (int i = random.Next(1, 6); i > 0; i--, labelled += LabelBatch)
                {
                    Assert.True(await TryPostAsync(heed, Lines(labelled, LabelBatch, LabelLine)));
                }

                Task<bool> dying = TryPostAsync(heed, Lines(labelled, LabelBatch, LabelLine));
                for (int spin = random.Next(0, 200_000); spin > 0 && !dying.IsCompleted; spin--) Thread.SpinWait(10);
                await heed.KillAsync();
                bool wasTaken = await dying;
                await heed.DisposeAsync();
                heed = await StartAsync(folder, config);
                long joined = await JoinedAsync(heed);
                Assert.Contains(joined - labelled, wasTaken ? [LabelBatch] : new long[] { 0, LabelBatch });

                // What was not acknowledged is sent again, and is a duplicate if it had come.
                Assert.True(await TryPostAsync(heed, Lines(labelled, LabelBatch, LabelLine)));
                labelled += LabelBatch;
                Assert.Equal(labelled, await JoinedAsync(heed));
            }

            output.WriteLine($"{Kills} kills, {labelled} labels joined once");
        }
        finally
        {
            await heed.DisposeAsync();
        }
    }

    private static Task<HeedProcess> StartAsync(TemporaryFolder folder, string config) =>
        HeedProcess.StartAsync("serve", config, "--port", "0", "--data", folder.File("data"));

    private static async Task<bool> TryPostAsync(HeedProcess heed, string events)
    {
        try
        {
            using StringContent body = new(events);
            using HttpResponseMessage response = await heed.Client.PostAsync("v1/events", body);
            return response.IsSuccessStatusCode;
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            return false;
        }
    }

    /// <summary>Labels in the quality window, which have to be those that no prediction waits for any more.</summary>
    private static async Task<long> JoinedAsync(HeedProcess heed)
    {
        using JsonDocument model = JsonDocument.Parse(await heed.Client.GetStringAsync("v1/models/load"));
        JsonElement quality = model.RootElement.GetProperty("quality");
        long joined = quality.ValueKind == JsonValueKind.Null ? 0 : quality.GetProperty("n").GetInt64();
        Assert.Equal(Predictions - joined, model.RootElement.GetProperty("labels").GetProperty("waiting").GetInt64());
        return joined;
    }

    private static string Lines(long first, int count, Func<long, string> line)
    {
        StringBuilder text = new();
        for (long id = first; id < first + count; id++) text.Append(line(id)).Append('\n');
        return text.ToString();
    }

    private static string PredictionLine(long id)
    {
        string features = string.Create(CultureInfo.InvariantCulture, $$"""{"x":{{(id * 7919 % 1000) / 10.0}}}""");
        string answer = id % 4 == 0 ? "yes" : "no";
        return $$"""{"type":"prediction","model":"load","id":"e-{{id}}","features":{{features}},"prediction":"{{answer}}","score":0.{{id % 10}}}""";
    }

    private static string LabelLine(long id) =>
        $$"""{"type":"label","model":"load","id":"e-{{id}}","label":"{{(id % 5 == 0 ? "yes" : "no")}}"}""";
}
