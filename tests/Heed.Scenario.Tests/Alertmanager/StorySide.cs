using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

using Heed.Documents;
using Heed.Server.Hosting;
using Heed.Testing;

namespace Heed.Scenario.Tests.Alertmanager;

/// <summary>One of the two servers of a story, with its own listener; both are spoken to by the same API only.</summary>
internal sealed class StorySide : IAsyncDisposable
{
    private const string ExternalUrl = "http://alerts.example.com";

    private readonly TemporaryFolder _folder;
    private readonly HttpClient _client;
    private readonly Func<ValueTask> _stop;

    private StorySide(string name, TemporaryFolder folder, NoticeListener listener, HttpClient client, Func<ValueTask> stop)
    {
        Name = name;
        _folder = folder;
        Listener = listener;
        _client = client;
        _stop = stop;
    }

    public string Name { get; }

    public NoticeListener Listener { get; }

    public static async Task<StorySide> StartAlertmanagerAsync(StoryConfiguration configuration)
    {
        TemporaryFolder folder = new();
        NoticeListener listener = await NoticeListener.StartAsync();
        string file = folder.Write("am.yml", configuration.Text(listener.Address));
        PeerProcess process = await PeerProcess.StartAsync("prometheus-alertmanager", "prometheus-alertmanager", "-/ready", port =>
        [
            $"--config.file={file}", $"--storage.path={folder.File("data")}", $"--web.listen-address=127.0.0.1:{port}",
            "--cluster.listen-address=", $"--web.external-url={ExternalUrl}", "--web.route-prefix=/",
        ]);
        return new StorySide("Alertmanager", folder, listener, process.Client, process.DisposeAsync);
    }

    public static async Task<StorySide> StartHeedAsync(StoryConfiguration configuration)
    {
        TemporaryFolder folder = new();
        NoticeListener listener = await NoticeListener.StartAsync();
        folder.Write("am.yml", configuration.Text(listener.Address));
        string file = folder.Write("heed.yml", $"alertmanager: am.yml\nserver: {{ external_url: '{ExternalUrl}', admin_api: true }}\nmodels: []\n");
        Diagnostics diagnostics = new();
        StationOptions options = new()
        {
            DataDirectory = folder.File("data"),
            StartMs = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds(),
            RecordsItself = false,
            CatchUpLimit = null,
            Scrapes = false,
        };
        HeedServer server =
            HeedServer.Create(RunningServer.Read(file), options, new IPEndPoint(IPAddress.Loopback, 0), ServerMode.Live, TimeProvider.System, diagnostics)!;
        await server.StartAsync(CancellationToken.None);
        HttpClient client = new() { BaseAddress = server.Address };
        return new StorySide("Heed", folder, listener, client, async () =>
        {
            client.Dispose();
            await server.StopAsync(CancellationToken.None);
            await server.DisposeAsync();
        });
    }

    public async Task PostAsync(string path, string body)
    {
        using StringContent content = new(body, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await _client.PostAsync(new Uri(path, UriKind.Relative), content);
        Assert.True(response.IsSuccessStatusCode, $"{Name}, {path}: {response.StatusCode} {await response.Content.ReadAsStringAsync()}");
    }

    public async Task<JsonArray> ListAsync(string path) =>
        (await _client.GetFromJsonAsync<JsonNode>(new Uri(path, UriKind.Relative)))!.AsArray();

    public async Task<bool> HasOnlyActiveSilencesAsync() =>
        (await ListAsync("api/v2/silences")).All(silence => (string?)silence!["status"]!["state"] == "active");

    public async Task ExpireSilencesAsync()
    {
        foreach (JsonNode? silence in await ListAsync("api/v2/silences"))
        {
            using HttpResponseMessage response = await _client.DeleteAsync(new Uri($"api/v2/silence/{silence!["id"]}", UriKind.Relative));
            response.EnsureSuccessStatusCode();
        }
    }

    /// <summary>Whether the new configuration was taken.</summary>
    public async Task<bool> ReloadAsync(StoryConfiguration configuration)
    {
        _folder.Write("am.yml", configuration.Text(Listener.Address));
        using HttpResponseMessage response = await _client.PostAsync(new Uri("-/reload", UriKind.Relative), null);
        return response.IsSuccessStatusCode;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop();
        await Listener.DisposeAsync();
        _folder.Dispose();
    }
}
