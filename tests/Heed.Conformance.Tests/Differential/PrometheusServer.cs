using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

using Heed.Testing;
using Heed.Wire.RemoteWrite;

namespace Heed.Conformance.Tests.Differential;

/// <summary>A Prometheus 2.42 with nothing to scrape and a data folder of its own.</summary>
internal sealed class PrometheusServer : IAsyncDisposable
{
    private const string Program = "prometheus";

    private readonly TemporaryFolder _folder;
    private readonly PeerProcess _peer;

    private PrometheusServer(TemporaryFolder folder, PeerProcess peer)
    {
        _folder = folder;
        _peer = peer;
    }

    /// <summary>Fails where the program is missing, and skips where its version is not the one whose answers the tests know.</summary>
    public static async Task<PrometheusServer> StartAsync()
    {
        TemporaryFolder folder = new();
        string config = folder.Write("prometheus.yml", "global: {}\n");
        PeerProcess peer = await PeerProcess.StartAsync(Program, Program, "-/ready", port =>
        [
            $"--config.file={config}",
            $"--storage.tsdb.path={folder.File("data")}",
            string.Create(CultureInfo.InvariantCulture, $"--web.listen-address=127.0.0.1:{port}"),
            "--web.enable-remote-write-receiver",
            "--enable-feature=promql-at-modifier,promql-negative-offset",
            "--log.level=error",
        ]);
        PrometheusServer server = new(folder, peer);
        string version = await server.VersionAsync();
        if (version.StartsWith("2.42.", StringComparison.Ordinal)) return server;
        await server.DisposeAsync();
        Assert.Skip($"the answers of Prometheus 2.42 are known, and {version} is installed");
        throw new UnreachableException();
    }

    /// <summary>Appends samples; those of one series must not go back in time from one request to the next.</summary>
    public async Task WriteAsync(WriteRequestWriter request)
    {
        using ByteArrayContent content = new(request.ToBody());
        content.Headers.ContentType = new MediaTypeHeaderValue(WriteRequestWriter.ContentType);
        content.Headers.ContentEncoding.Add(WriteRequestWriter.ContentEncoding);
        content.Headers.Add(WriteRequestWriter.VersionHeader, WriteRequestWriter.Version);
        using HttpResponseMessage response = await _peer.Client.PostAsync(new Uri("/api/v1/write", UriKind.Relative), content);
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
        await _peer.DisposeAsync();
        _folder.Dispose();
    }

    private async Task<string> VersionAsync()
    {
        using JsonDocument answer = JsonDocument.Parse(await _peer.Client.GetByteArrayAsync(new Uri("/api/v1/status/buildinfo", UriKind.Relative)));
        return answer.RootElement.GetProperty("data").GetProperty("version").GetString() ?? "";
    }

    private async Task<JsonDocument> AskAsync(string path, KeyValuePair<string, string>[] form)
    {
        using FormUrlEncodedContent content = new(form);
        using HttpResponseMessage response = await _peer.Client.PostAsync(new Uri(path, UriKind.Relative), content);
        return JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
    }

    private static string Seconds(long milliseconds) => (milliseconds / 1000m).ToString(CultureInfo.InvariantCulture);
}
