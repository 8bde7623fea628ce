using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

using Heed.Testing;

namespace Heed.Remote.Tests.Stores;

/// <summary>A real store as a child process on a port of the loopback interface, with a folder of its own.</summary>
internal sealed class StoreProcess : IAsyncDisposable
{
    private const string PrometheusProgram = "/usr/bin/prometheus";
    private const string VictoriaProgram = "/usr/bin/victoria-metrics";

    private readonly TemporaryFolder _folder = new();
    private readonly string _program;
    private readonly Func<StoreProcess, string[]> _arguments;
    private readonly HttpClient _client = new();
    private Process? _process;

    private StoreProcess(string program, Func<StoreProcess, string[]> arguments)
    {
        _program = program;
        _arguments = arguments;
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        Url = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
    }

    public Uri Url { get; }

    public Uri WriteUrl => new(Url, "api/v1/write");

    public static string[] Names => ["prometheus", "victoria-metrics"];

    public static bool IsInstalled(string name) => File.Exists(name == "prometheus" ? PrometheusProgram : VictoriaProgram);

    public static async Task<StoreProcess> StartAsync(string name)
    {
        Assert.SkipUnless(IsInstalled(name), $"{name} is not installed");
        StoreProcess store = name == "prometheus"
            ? new StoreProcess(PrometheusProgram, PrometheusArguments)
            : new StoreProcess(VictoriaProgram, VictoriaArguments);
        await store.StartAsync();
        return store;
    }

    public async Task StartAsync()
    {
        ProcessStartInfo start = new(_program, _arguments(this)) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true };
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += static (_, _) => { };
        _process.OutputDataReceived += static (_, _) => { };
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
        await Eventually.TrueAsync(async () =>
        {
            try
            {
                using HttpResponseMessage ready = await _client.GetAsync(new Uri(Url, "api/v1/labels"));
                return ready.IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        });
    }

    /// <summary>
    /// Ends Prometheus as a crash would. VictoriaMetrics is asked to end: it acknowledges samples that it has in memory only, so that a
    /// crash of it costs what no writer can know of.
    /// </summary>
    public async Task EndAsync()
    {
        if (_program == VictoriaProgram) using (Process.Start("kill", ["-TERM", _process!.Id.ToString(CultureInfo.InvariantCulture)])) { }
        else _process!.Kill();
        await _process!.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Makes what was written visible to queries at once, where the store waits with that.</summary>
    public async Task FlushAsync()
    {
        if (_program == VictoriaProgram) using (await _client.GetAsync(new Uri(Url, "internal/force_flush"))) { }
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null) await EndAsync();
        _client.Dispose();
        _folder.Dispose();
    }

    private static string[] PrometheusArguments(StoreProcess store) =>
    [
        $"--config.file={store._folder.Write("prometheus.yml", "")}", $"--storage.tsdb.path={store._folder.File("data")}",
        $"--web.listen-address={store.Url.Authority}", "--web.enable-remote-write-receiver",
    ];

    private static string[] VictoriaArguments(StoreProcess store) =>
        [$"-storageDataPath={store._folder.File("data")}", $"-httpListenAddr={store.Url.Authority}", "-search.latencyOffset=0s"];
}
