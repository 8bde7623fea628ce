using System.Net;
using System.Text;
using System.Text.Json;

using Heed.Documents;
using Heed.Server.Baselines;
using Heed.Server.Configuration;
using Heed.Server.Hosting;
using Heed.Testing;

namespace Heed.Scenario.Tests;

/// <summary>The whole server in this process, on a free loopback port, under a manual clock.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private readonly HeedServer _server;

    private RunningServer(HeedServer server, ManualClock clock)
    {
        _server = server;
        Clock = clock;
        Client = new HttpClient { BaseAddress = server.Address };
    }

    public ManualClock Clock { get; }

    public HttpClient Client { get; }

    public Station Station => _server.Station;

    public static Inventory Read(string config)
    {
        (HeedOptions? options, Diagnostics diagnostics) = HeedConfiguration.Load(config);
        Inventory? inventory = options is null ? null : Inventory.Read(options, new BaselineFiles(null), diagnostics);
        return inventory ?? throw new InvalidOperationException(string.Join('\n', diagnostics.All));
    }

    public static async Task<RunningServer> StartAsync(string config, DateTimeOffset start, string? data = null, bool scrapes = false)
    {
        Diagnostics diagnostics = new();
        ManualClock clock = new(start);
        StationOptions options = new() { DataDirectory = data, StartMs = start.ToUnixTimeMilliseconds(), RecordsItself = false, CatchUpLimit = null, Scrapes = scrapes };
        HeedServer server = HeedServer.Create(Read(config), options, new IPEndPoint(IPAddress.Loopback, 0), ServerMode.Live, clock, diagnostics)!;
        Assert.Empty(diagnostics.All);
        await server.StartAsync(CancellationToken.None);
        return new RunningServer(server, clock);
    }

    public async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(string events) => await PostAsync(Encoding.UTF8.GetBytes(events));

    public async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(byte[] body)
    {
        using ByteArrayContent content = new(body);
        using HttpResponseMessage response = await Client.PostAsync("v1/events", content);
        using JsonDocument answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return (response.StatusCode, answer.RootElement.Clone());
    }

    public async Task<JsonElement> GetAsync(string path)
    {
        using JsonDocument answer = JsonDocument.Parse(await Client.GetStringAsync(path));
        return answer.RootElement.Clone();
    }

    /// <summary>The value of the only element of an instant query's result at the clock's time; null where the result is empty.</summary>
    public async Task<double?> QueryAsync(string expression)
    {
        await SettleAsync();
        string path = $"api/v1/query?query={Uri.EscapeDataString(expression)}&time={Clock.GetUtcNow().ToUnixTimeSeconds()}";
        JsonElement result = (await GetAsync(path)).GetProperty("data").GetProperty("result");
        if (result.GetArrayLength() == 0) return null;
        JsonElement only = Assert.Single(result.EnumerateArray());
        return double.Parse(only.GetProperty("value")[1].GetString()!, System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Until the engine has done everything that is due by the clock, and it is kept.</summary>
    public Task SettleAsync() => _server.Loop.AskAsync(
        engine =>
        {
            engine.AdvanceTo(Clock.GetUtcNow().ToUnixTimeMilliseconds());
            Station.AfterTurn();
            return true;
        },
        CancellationToken.None);

    /// <summary>Whatever a story did: no alert is left without a reason for what people were or were not told of it.</summary>
    private async Task AssertExplainedAsync()
    {
        await SettleAsync();
        IEnumerable<JsonElement> alerts = (await GetAsync("v1/alerts")).GetProperty("alerts").EnumerateArray();
        foreach (string name in alerts.Select(a => a.GetProperty("name").GetString()!).Distinct())
        {
            JsonElement answer = await GetAsync("v1/explain?alert=" + Uri.EscapeDataString(name));
            JsonElement[] explained = [.. answer.GetProperty("alerts").EnumerateArray()];
            Assert.NotEmpty(explained);
            Assert.All(explained, a => Assert.NotEmpty(a.GetProperty("summary").GetString()!));
            Assert.All(explained.SelectMany(a => a.GetProperty("receivers").EnumerateArray()), r => Assert.NotEmpty(r.GetProperty("text").GetString()!));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await AssertExplainedAsync();
        Client.Dispose();
        await _server.StopAsync(CancellationToken.None);
        await _server.DisposeAsync();
    }
}
