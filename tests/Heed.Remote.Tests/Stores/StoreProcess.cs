using System.Globalization;

using Heed.Testing;

namespace Heed.Remote.Tests.Stores;

/// <summary>A real store as a child process on a port of the loopback interface, with a folder of its own. It can end and come again.</summary>
internal sealed class StoreProcess : IAsyncDisposable
{
    private const string VictoriaMetrics = "victoria-metrics";

    private readonly TemporaryFolder _folder = new();
    private readonly string _name;
    private readonly int _port = PeerProcess.FreePort();
    private PeerProcess? _peer;

    private StoreProcess(string name) => _name = name;

    public Uri Url => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_port}"));

    public Uri WriteUrl => new(Url, "api/v1/write");

    public static string[] Names => ["prometheus", VictoriaMetrics];

    public static async Task<StoreProcess> StartAsync(string name)
    {
        StoreProcess store = new(name);
        await store.StartAsync();
        return store;
    }

    public async Task StartAsync() => _peer = await PeerProcess.StartAsync(_name, _name, "api/v1/labels", Arguments, _port);

    /// <summary>
    /// Ends Prometheus as a crash would. VictoriaMetrics is asked to end: it acknowledges samples that it has in memory only, so that a
    /// crash of it costs what no writer can know of.
    /// </summary>
    public async Task EndAsync()
    {
        if (_name == VictoriaMetrics) await _peer!.TerminateAsync();
        await _peer!.DisposeAsync();
        _peer = null;
    }

    /// <summary>Makes what was written visible to queries at once, where the store waits with that.</summary>
    public async Task FlushAsync()
    {
        if (_name == VictoriaMetrics) using (await _peer!.Client.GetAsync(new Uri("internal/force_flush", UriKind.Relative))) { }
    }

    public async ValueTask DisposeAsync()
    {
        if (_peer is not null) await EndAsync();
        _folder.Dispose();
    }

    private string[] Arguments(int port) => _name == VictoriaMetrics
        ? [$"-storageDataPath={_folder.File("data")}", $"-httpListenAddr={Url.Authority}", "-search.latencyOffset=0s"]
        :
        [
            $"--config.file={_folder.Write("prometheus.yml", "")}", $"--storage.tsdb.path={_folder.File("data")}",
            $"--web.listen-address={Url.Authority}", "--web.enable-remote-write-receiver",
        ];
}
