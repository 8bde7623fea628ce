using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

using Heed.Testing;

namespace Heed.Scenario.Tests;

/// <summary>examples/dotnet-service as its <c>run</c> starts it, on other ports, with an outage of the server in between.</summary>
public sealed class ExampleServiceTests
{
    private const int Hours = 20;

    [Fact]
    public async Task The_dotnet_service_runs_and_loses_nothing_while_Heed_is_away()
    {
        using TemporaryFolder state = new();
        int heedPort = PeerProcess.FreePort();
        await using PeerProcess service = await PeerProcess.StartAsync(Program(), "dotnet-sdk-10.0", "metrics", port =>
        [
            $"--urls=http://127.0.0.1:{port}", $"--HEED_URL=http://127.0.0.1:{heedPort}", $"--data={RepositoryFiles.Path("examples", "bikes")}", $"--state={state.Path}",
        ]);
        string config = await WriteConfigAsync(state, service, heedPort);
        List<string> ids = [];
        await PredictAsync(service, ids);
        await using (HeedProcess heed = await HeedProcess.StartAsync("serve", config))
        {
            await Eventually.TrueAsync(async () => await CountAsync(heed, "predictions") == Hours);
            await heed.KillAsync();
        }

        await PredictAsync(service, ids);
        foreach (string id in ids)
        {
            using HttpResponseMessage answer = await service.Client.PostAsJsonAsync("feedback", new { id, label = 100.0 }, TestContext.Current.CancellationToken);
            answer.EnsureSuccessStatusCode();
        }

        await using HeedProcess again = await HeedProcess.StartAsync("serve", config);
        await Eventually.TrueAsync(async () => await CountAsync(again, "predictions") == 2 * Hours && await CountAsync(again, "labels") == 2 * Hours);
        string metrics = await service.Client.GetStringAsync(new Uri("metrics", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Contains("service_ml_requests_total", metrics, StringComparison.Ordinal);
    }

    private static async Task PredictAsync(PeerProcess service, List<string> ids)
    {
        for (int hour = 0; hour < Hours; hour++)
        {
            object body = new { hr = hour, weekday = 1, workingday = "yes", season = "summer", weathersit = "clear", temp = 0.6, hum = 0.5, windspeed = 0.1 };
            using HttpResponseMessage answer = await service.Client.PostAsJsonAsync("predict", body, TestContext.Current.CancellationToken);
            answer.EnsureSuccessStatusCode();
            using JsonDocument document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            Assert.InRange(document.RootElement.GetProperty("prediction").GetDouble(), 0, 1000);
            ids.Add(document.RootElement.GetProperty("id").GetString()!);
        }
    }

    private static async Task<int> CountAsync(HeedProcess heed, string counter)
    {
        using JsonDocument model = JsonDocument.Parse(await heed.Client.GetStringAsync(new Uri("v1/models/bike-service", UriKind.Relative)));
        return model.RootElement.GetProperty("counters").GetProperty(counter).GetInt32();
    }

    private static async Task<string> WriteConfigAsync(TemporaryFolder state, PeerProcess service, int heedPort)
    {
        string example = RepositoryFiles.Path("examples", "dotnet-service");
        string text = await File.ReadAllTextAsync(Path.Combine(example, "heed.yml"));
        return state.Write("heed.yml", text
            .Replace("127.0.0.1:4333", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{heedPort}"), StringComparison.Ordinal)
            .Replace("127.0.0.1:8001", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{service.Address.Port}"), StringComparison.Ordinal)
            .Replace("state/", state.Path + "/", StringComparison.Ordinal)
            .Replace("alertmanager: ", $"alertmanager: {example}/", StringComparison.Ordinal)
            .Replace("rules/", example + "/rules/", StringComparison.Ordinal));
    }

    private static string Program()
    {
        string built = AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Release" : "Debug";
        return RepositoryFiles.Path("examples", "dotnet-service", "bin", built, "net10.0", "bike-service");
    }
}
