using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;

using Heed.Testing;

namespace Heed.Conformance.Tests.Differential;

/// <summary>A Prometheus 2.42 on a port of the loopback interface, with nothing to scrape and the data folder of a test.</summary>
internal sealed class PrometheusServer : IAsyncDisposable
{
    private const string Program = "prometheus";

    private readonly TemporaryFolder _folder;
    private readonly Process _process;
    private readonly HttpClient _client;

    private PrometheusServer(TemporaryFolder folder, Process process, HttpClient client)
    {
        _folder = folder;
        _process = process;
        _client = client;
    }

    /// <summary>Whether the program is on this machine, in the version whose answers the tests know.</summary>
    public static bool IsInstalled { get; } = FindVersion().StartsWith("prometheus, version 2.42.", StringComparison.Ordinal);

    public static async Task<PrometheusServer> StartAsync()
    {
        TemporaryFolder folder = new();
        string config = folder.Write("prometheus.yml", "global: {}\n");
        int port = FreePort();
        ProcessStartInfo start = new(
            Program,
            [
                $"--config.file={config}",
                $"--storage.tsdb.path={folder.File("data")}",
                string.Create(CultureInfo.InvariantCulture, $"--web.listen-address=127.0.0.1:{port}"),
                "--web.enable-remote-write-receiver",
                "--enable-feature=promql-at-modifier,promql-negative-offset",
                "--log.level=error",
            ])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        Process process = Process.Start(start)!;
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        HttpClient client = new() { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromSeconds(60) };
        PrometheusServer server = new(folder, process, client);
        await Eventually.TrueAsync(server.IsReadyAsync);
        return server;
    }

    /// <summary>Appends samples; those of one series must not go back in time from one request to the next.</summary>
    public async Task WriteAsync(RemoteWriteBody body)
    {
        using ByteArrayContent content = new(body.ToSnappy());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-protobuf");
        content.Headers.ContentEncoding.Add("snappy");
        content.Headers.Add("X-Prometheus-Remote-Write-Version", "0.1.0");
        using HttpResponseMessage response = await _client.PostAsync(new Uri("/api/v1/write", UriKind.Relative), content);
        if (response.StatusCode == HttpStatusCode.NoContent) return;
        throw new InvalidOperationException($"expected 204 of a remote write, got {response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
    }

    public Task<JsonDocument> InstantAsync(string text, long timeMs) =>
        AskAsync("/api/v1/query", [new("query", text), new("time", Seconds(timeMs))]);

    public Task<JsonDocument> RangeAsync(string text, long startMs, long endMs, long stepMs) => AskAsync(
        "/api/v1/query_range",
        [new("query", text), new("start", Seconds(startMs)), new("end", Seconds(endMs)), new("step", Seconds(stepMs))]);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        _client.Dispose();
        _folder.Dispose();
    }

    private async Task<JsonDocument> AskAsync(string path, KeyValuePair<string, string>[] form)
    {
        using FormUrlEncodedContent content = new(form);
        using HttpResponseMessage response = await _client.PostAsync(new Uri(path, UriKind.Relative), content);
        return JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
    }

    private async Task<bool> IsReadyAsync()
    {
        if (_process.HasExited) throw new InvalidOperationException($"prometheus ended with {_process.ExitCode} before it was ready");
        try
        {
            using HttpResponseMessage response = await _client.GetAsync(new Uri("/-/ready", UriKind.Relative));
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static string Seconds(long milliseconds) => (milliseconds / 1000m).ToString(CultureInfo.InvariantCulture);

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string FindVersion()
    {
        try
        {
            using Process process = Process.Start(
                new ProcessStartInfo(Program, ["--version"]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
            string version = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return version;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "";
        }
    }
}
