using System.Globalization;
using System.Text;
using System.Text.Json;

using Heed.Testing;

namespace Heed.Scenario.Tests;

/// <summary><c>heed import</c> against a real server.</summary>
public sealed class ImportCommandTests
{
    [Fact]
    public async Task Files_come_in_once_whatever_their_format_and_every_refused_line_is_told()
    {
        using TemporaryFolder folder = new();
        string config = CreditModel.Write(folder);
        string capture = folder.Write("capture.jsonl", Capture(0, 30) + "no json\n" + Capture(30, 20).Replace("\"inferenceTime\":\"2", "\"inferenceTime\":\"1", StringComparison.Ordinal));
        string truth = folder.Write("truth.jsonl", string.Concat(Enumerable.Range(0, 30).Select(i =>
            $"{{\"groundTruthData\":{{\"data\":\"approve\",\"encoding\":\"CSV\"}},\"eventMetadata\":{{\"eventId\":\"c{i}\"}},\"eventVersion\":\"0\"}}\n")));
        await using HeedProcess heed = await HeedProcess.StartAsync("serve", config, "--port", "0", "--data", folder.File("data"));
        string server = heed.Address.ToString();

        (int code, string output, string errors) = await HeedProcess.RunAsync("import", capture, truth, "--config", config, "--server", server);
        Assert.Equal(0, code);
        Assert.Contains($"{capture}: sagemaker, 30 events accepted, 21 lines refused", output, StringComparison.Ordinal);
        Assert.Contains($"{truth}: sagemaker, 30 events accepted, 0 lines refused", output, StringComparison.Ordinal);
        Assert.Contains($"{capture}:31: broken_json: ", errors, StringComparison.Ordinal);
        Assert.Contains($"{capture}:32: too_old: ", errors, StringComparison.Ordinal);
        Assert.Contains($"{capture}:51: too_old: ", errors, StringComparison.Ordinal);

        (_, string again, _) = await HeedProcess.RunAsync("import", capture, "--config", config, "--server", server, "--json");
        using JsonDocument report = JsonDocument.Parse(again);
        Assert.Equal(21, report.RootElement.GetProperty("refused_count").GetInt32());
        using JsonDocument model = JsonDocument.Parse(await heed.Client.GetStringAsync(new Uri("v1/models/credit", UriKind.Relative), TestContext.Current.CancellationToken));
        JsonElement counters = model.RootElement.GetProperty("counters");
        Assert.Equal((30, 30, 30), (Counter("predictions"), Counter("duplicate_predictions"), Counter("labels")));

        int Counter(string name) => counters.GetProperty(name).GetInt32();
    }

    [Theory]
    [InlineData(2, "--format", "parquet", "expected one of auto, sagemaker")]
    [InlineData(2, "--model", "other", "there is no model other")]
    [InlineData(2, "--server", "nowhere", "expected an address")]
    [InlineData(1, "--server", "http://127.0.0.1:9/", "expected a server at http://127.0.0.1:9/")]
    public async Task What_cannot_be_done_is_told(int expected, string option, string value, string sentence)
    {
        using TemporaryFolder folder = new();
        string config = CreditModel.Write(folder);
        string file = folder.Write("a.csv", "income,region,prediction\n1,north,approve\n");
        (int code, _, string errors) = await HeedProcess.RunAsync("import", file, "--config", config, option, value);

        Assert.Equal(expected, code);
        Assert.Contains(sentence, errors, StringComparison.Ordinal);
    }

    /// <summary>Of today: older lines are refused.</summary>
    private static string Capture(int first, int count)
    {
        string time = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        StringBuilder lines = new();
        for (int i = first; i < first + count; i++)
        {
            lines.Append(CultureInfo.InvariantCulture, $"{{\"captureData\":{{\"endpointInput\":{{\"data\":\"{i},north\",\"encoding\":\"CSV\"}},\"endpointOutput\":{{\"data\":\"approve\",\"encoding\":\"CSV\"}}}},");
            lines.Append(CultureInfo.InvariantCulture, $"\"eventMetadata\":{{\"eventId\":\"c{i}\",\"inferenceTime\":\"{time}\"}}}}\n");
        }

        return lines.ToString();
    }
}
